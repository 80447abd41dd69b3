import type { DecidableAt } from '#domain/assessment/types.ts'
import type { TimeSetting } from '#domain/caseload/capacity.ts'
import type { WorkUnit } from '#domain/caseload/weight.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import type { Setup, SetupClosing, SetupRateKind, SetupWord } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'
import { loadAgeChanges } from '#server/records/age-changes.ts'
import { loadEntrancePromises, loadEntranceSetting } from '#server/records/entrance.ts'
import { loadRules } from '#server/records/rules.ts'

/** The set-up as it stands, all periods, in an order that does not depend on when it is asked. */
export async function readSetup(db: Db): Promise<Setup> {
  const [words, groups, areas, competences, programmes, ruleKeys, rules, weights, closings, kinds, rates] =
    await Promise.all([
      db.selectFrom('word').selectAll().orderBy('key').execute(),
      db.selectFrom('target_group').selectAll().orderBy('position').orderBy('during').execute(),
      db.selectFrom('subject_area').selectAll().orderBy('position').orderBy('code').execute(),
      db.selectFrom('competence').selectAll().orderBy('code').execute(),
      db.selectFrom('programme').selectAll().orderBy('id').execute(),
      db.selectFrom('rule').select(['id', 'key']).execute(),
      loadRules(db),
      db.selectFrom('case_weight').selectAll().orderBy('id').execute(),
      db.selectFrom('closing').selectAll().where('withdrawn_at', 'is', null).orderBy('id').execute(),
      db.selectFrom('rate_kind').selectAll().orderBy('position').orderBy('key').execute(),
      db.selectFrom('rate').selectAll().orderBy('id').execute(),
    ])
  const later = await readLaterSections(db)
  const ageChanges = await loadAgeChanges(db)
  const [settings, steps, ceilings] = await Promise.all([
    db.selectFrom('capacity_setting').selectAll().orderBy('id').execute(),
    db.selectFrom('onboarding_step').selectAll().where('staff_id', 'is', null).orderBy('id').execute(),
    db.selectFrom('ceiling').selectAll().where('staff_id', 'is', null).orderBy('id').execute(),
  ])
  const programmeKeys = new Map(programmes.map(row => [row.id, row.key]))
  const keyOf = (programmeId: number | null) =>
    programmeId === null ? null : (programmeKeys.get(programmeId) ?? null)
  const keys = new Map(ruleKeys.map(row => [row.id, row.key]))
  return {
    words: words.map(({ key, name }) => ({ key: key as SetupWord['key'], name })),
    targetGroups: groups.map(row => ({
      key: row.code,
      name: row.name,
      definition: row.definition,
      decidedAt: decidedAt(row.decided_at as unknown as DecidableAt[] | null),
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    subjectAreas: areas.map(row => ({
      key: row.code,
      name: row.name,
      legalBasis: row.legal_basis,
      sensitive: row.sensitive,
      status: statusOf(row),
    })),
    competences: competences.map(row => ({ key: row.code, name: row.name })),
    programmes: programmes.map(row => ({
      key: row.key,
      name: row.name,
      description: row.description,
      ageFrom: row.entry_age_from,
      ageTo: row.entry_age_to,
      targetGroups: row.entry_target_groups,
      benefitWeeks: row.entry_benefit_weeks,
      leaveAge: row.leave_age,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    rules: rules.map(({ id, programmeId, ...rule }) => ({
      key: keys.get(id) ?? '',
      ...rule,
      programme: keyOf(programmeId),
    })),
    weights: weights.map(row => ({
      key: row.key,
      name: row.name,
      programme: keyOf(row.programme_id),
      per: row.per as WorkUnit,
      minutes: row.minutes,
      timesAYear: row.times_a_year,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    closings: closings.map(row => ({
      kind: row.kind as SetupClosing['kind'],
      name: row.name,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    rateKinds: kinds.map(row => ({
      key: row.key,
      name: row.name,
      forWhom: row.for_whom,
      unit: row.unit as SetupRateKind['unit'],
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    rates: rates.map(row => ({
      rate: row.kind,
      amount: row.amount,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    ...later,
    ageChanges,
    timeSettings: settings.map(row => ({
      setting: row.key as TimeSetting,
      value: row.value,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    newcomerSteps: steps.map(row => ({
      fromWeek: row.from_week,
      percent: row.percent,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    ceilings: ceilings.map(row => ({
      programme: keyOf(row.programme_id),
      cases: row.cases,
      minutes: row.minutes,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
  }
}

/** The database's own check constraints hold these columns to the words of the domain. */
const statusOf = (row: { status: string }) => row.status as RuleStatus

/** The database keeps the fields in an order of its own; the file has one. */
function decidedAt(decisions: readonly DecidableAt[] | null): DecidableAt[] | null {
  if (decisions === null) return null
  return decisions.map(({ stage, specialCase, source, status }) => ({ stage, specialCase, source, status }))
}

/** What the entrance tells, promises and keeps, what keeps the duty of those of 15-17, and whom an order can be given. */
async function readLaterSections(
  db: Db,
): Promise<
  Pick<Setup, 'entranceTexts' | 'entrancePromises' | 'dutyRules' | 'orderRules' | 'enquiryRetention'>
> {
  const [setting, promises, duty, orders, retention] = await Promise.all([
    loadEntranceSetting(db),
    loadEntrancePromises(db),
    db.selectFrom('duty_rule').selectAll().orderBy('id').execute(),
    db.selectFrom('education_order_rule').selectAll().orderBy('id').execute(),
    db.selectFrom('enquiry_retention').selectAll().orderBy('id').execute(),
  ])
  const texts = [
    { key: 'outOfHours', text: setting.outOfHours },
    { key: 'notificationPlace', text: setting.notificationPlace },
  ] as const
  return {
    entranceTexts: texts.filter(({ text }) => text !== ''),
    entrancePromises: promises.map(({ id: _, ...promise }) => promise),
    dutyRules: duty.map(row => ({
      activityKind: row.activity_kind,
      weeklyMinutes: row.weekly_minutes,
      countsInPart: row.counts_in_part,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    orderRules: orders.map(row => ({
      targetGroups: row.target_groups,
      ageFrom: row.age_from,
      ageTo: row.age_to,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
    enquiryRetention: retention.map(row => ({
      months: row.months,
      during: row.during,
      source: row.source,
      status: statusOf(row),
    })),
  }
}
