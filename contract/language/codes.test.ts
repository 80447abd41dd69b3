import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CprFault } from '#domain/person/cpr.ts'
import { sayIn } from './say-in.ts'

const root = join(import.meta.dirname, '../..')
const say = sayIn('da')

/** What no form can bring about: written by the house itself, never from what a person types. */
const withinTheHouse = new Set([
  'age_ending_subject_known',
  'case_import_sheet_until_done',
  'case_import_state_known',
  'deadline_clock_known',
  'deadline_closed_has_day',
  'deadline_state_known',
  'deadline_window',
  'entrance_promise_interval_unit_known',
  'entrance_promise_stage_known',
  'entrance_promise_status_known',
  'entrance_setting_one_row',
  'guardian_withdrawn_reason_known',
  'guardian_withdrawn_together',
  'handover_between_two',
  'handover_ended_why_known',
  'handover_ended_with_reason',
  'handover_event_kind_known',
  'handover_event_meeting_named',
  'log_seal_log_known',
  'log_seal_next',
  'log_seal_order',
  'municipality_one_row',
  'proposal_failed_because_known',
  'proposal_failed_has_reason',
  'proposal_scope_known',
  'proposal_settled',
  'proposal_solved',
  'proposal_state_known',
  'proposal_move_carried_out',
  'proposal_move_goes_elsewhere',
  'proposal_move_lack_of_room',
  'proposal_move_left_because_known',
  'proposal_move_left_with_reason',
  'proposal_move_minutes_positive',
  'proposal_move_state_known',
  'referral_channel_known',
  'referral_code_is_sha256',
  'referral_code_unique',
  'referral_event_kind_known',
  'referral_language_known',
  'referral_may_tell_known',
  'referral_reference_length',
  'referral_reference_unique',
  'referral_registrar_unless_web',
  'referral_sender_is_youth_known',
  'referral_sender_role_known',
  'referral_state_known',
  'session_idle_sensible',
  'session_token_is_sha256',
  'target_group_decided_at_list',
  'youth_cpr_pair',
])

/** Names of every unique, exclusion and check constraint, and of every unique index. */
function constraints(): string[] {
  const schema = readFileSync(join(root, 'server/database/schema.sql'), 'utf8')
  const named = schema.matchAll(/constraint (\w+) (?:CHECK|UNIQUE|EXCLUDE)\b/g)
  const indexes = schema.matchAll(/CREATE UNIQUE INDEX (\w+)/g)
  return [...named, ...indexes].map(([, name]) => name ?? '')
}

function sourcesIn(...patterns: string[]): string {
  return globSync(patterns, { cwd: root })
    .filter(file => !/test|server\/(demo|imports|database)\//.test(file))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')
}

function found(source: string, ...patterns: RegExp[]): string[] {
  return patterns.flatMap(pattern => [...source.matchAll(pattern)].map(([, code]) => code ?? ''))
}

test('every constraint that a person can run into has a sentence', () => {
  const names = constraints()
  expect(names).toContain('youth_cpr_unique')
  expect(names).toContain('assignment_one_caseworker')
  const without = names.filter(name => !withinTheHouse.has(name) && !say.known(`reason.${name}`))
  expect(without, 'add them to contract/language/{da,en}/reason.ts').toEqual([])
})

test('what is said to lie within the house is there, and is not said to people', () => {
  const names = constraints()
  for (const name of withinTheHouse) {
    expect(names).toContain(name)
    expect(say.known(`reason.${name}`)).toBeUndefined()
  }
})

test('every reason that the server gives has a sentence', () => {
  const reasons = found(
    sourcesIn('server/**/*.ts'),
    /new Refusal\('\w+', \{ reason: '(\w+)'/g,
    /reason: '(\w+)' \}\)/g,
  )
  expect(reasons).toContain('tooManyViews')
  expect(reasons.filter(reason => !say.known(`reason.${reason}`))).toEqual([])
})

test('every code at a field has a sentence', () => {
  const cpr: Record<CprFault, true> = {
    'cpr.characters': true,
    'cpr.rounded': true,
    'cpr.length': true,
    'cpr.date': true,
  }
  const codes = [
    ...found(
      sourcesIn('server/**/*.ts', 'domain/rhythm/*.ts', 'domain/calendar/*.ts'),
      /fieldRefusal\([^,()]+, '(\w+)'/g,
      /field(?:: [^,{}]+)?, code: '(\w+)'/g,
      /\bfault\('(\w+)'\)/g,
    ),
    ...found(sourcesIn('contract/*.ts'), /error: '(\w+)'/g),
    ...Object.keys(cpr).map(fault => fault.replace('.', '')),
  ]
  for (const known of ['required', 'tooLong', 'notInRole', 'phone', 'staffUnrelated', 'periodOrder']) {
    expect(codes).toContain(known)
  }
  expect(codes.filter(code => !say.known(`field.${code}`))).toEqual([])
})
