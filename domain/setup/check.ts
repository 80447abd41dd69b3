import { overlaps } from '#domain/calendar/period.ts'
import type { RuleTemplate } from '#domain/rhythm/templates/template.ts'
import {
  type AnyRow,
  datesOf,
  identityOf,
  nameOf,
  type SectionName,
  type Setup,
  sectionNames,
} from './setup.ts'

/** What is wrong with a set-up as a whole, where each row by itself can be read. */
export type SetupFaultCode =
  | 'duplicate'
  | 'overlap'
  | 'noProgramme'
  | 'noTargetGroup'
  | 'noRateKind'
  | 'noMeetings'

export interface SetupFault {
  section: SectionName
  /** The row's place in its section, from 0. */
  index: number
  /** The field that it is about. */
  field: string
  code: SetupFaultCode
  /** What the field names, and is not there. */
  value: string
}

/** Everything that contradicts itself: two of a kind at a time, and names of what is not there. */
export function checkSetup(setup: Setup): SetupFault[] {
  return [
    ...sectionNames.flatMap(section => checkKeys(section, setup[section])),
    ...checkReferences(setup),
    ...checkBetween(setup.rules),
  ]
}

function checkKeys(section: SectionName, rows: readonly AnyRow[]): SetupFault[] {
  const faults: SetupFault[] = []
  const seen = new Map<string, AnyRow[]>()
  for (const [index, row] of rows.entries()) {
    const identity = identityOf(row)
    const earlier = seen.get(identity) ?? []
    seen.set(identity, [...earlier, row])
    const during = datesOf(section, row)
    const clashes = earlier.some(other => {
      const theirs = datesOf(section, other)
      return during === null || theirs === null || overlaps(during, theirs)
    })
    if (clashes) {
      const code = during === null ? 'duplicate' : 'overlap'
      faults.push({ section, index, field: during === null ? 'key' : 'from', code, value: nameOf(row) })
    }
  }
  return faults
}

function checkReferences({
  programmes,
  targetGroups,
  rules,
  weights,
  ceilings,
  rateKinds,
  rates,
}: Setup): SetupFault[] {
  const faults: SetupFault[] = []
  const programmeKeys = new Set(programmes.map(row => row.key))
  const groupKeys = new Set(targetGroups.map(row => row.key))
  const needProgramme = (section: SectionName, index: number, value: string | null) => {
    if (value !== null && !programmeKeys.has(value))
      faults.push({ section, index, field: 'programme', code: 'noProgramme', value })
  }
  const needGroup = (section: SectionName, index: number, field: string, value: string | null) => {
    if (value !== null && !groupKeys.has(value))
      faults.push({ section, index, field, code: 'noTargetGroup', value })
  }
  for (const [index, row] of programmes.entries())
    for (const group of row.targetGroups) needGroup('programmes', index, 'targetGroups', group)
  for (const [index, row] of rules.entries()) {
    needProgramme('rules', index, row.programme)
    needGroup('rules', index, 'targetGroup', row.targetGroup)
  }
  for (const [index, row] of weights.entries()) needProgramme('weights', index, row.programme)
  for (const [index, row] of ceilings.entries()) needProgramme('ceilings', index, row.programme)
  const kinds = new Set(rateKinds.map(row => row.key))
  for (const [index, row] of rates.entries())
    if (!kinds.has(row.rate))
      faults.push({ section: 'rates', index, field: 'rate', code: 'noRateKind', value: row.rate })
  return faults
}

/** A call in between lies between the meetings of another rule of the same clock for the same people. */
function checkBetween(rules: readonly RuleTemplate[]): SetupFault[] {
  return rules.flatMap((rule, index) => {
    if (rule.pattern !== 'between' || rules.some(other => isLinked(rule, other))) return []
    return [{ section: 'rules', index, field: 'pattern', code: 'noMeetings', value: rule.key } as const]
  })
}

function isLinked(rule: RuleTemplate, other: RuleTemplate): boolean {
  return (
    other.pattern === 'every' &&
    other.clock === rule.clock &&
    other.programme === rule.programme &&
    other.targetGroup === rule.targetGroup &&
    overlaps(other.during, rule.during)
  )
}
