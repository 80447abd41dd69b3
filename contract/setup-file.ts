import { z } from 'zod'
import { checkSetup, type SetupFaultCode } from '#domain/setup/check.ts'
import { type AnyRow, type Setup, sectionNames } from '#domain/setup/setup.ts'
import { requiredText, SensibleDay, text } from './values.ts'
import { Clock, RuleStatus } from './words.ts'

/** What a set-up file says that it is, and the newest version that can be read. */
const format = 'medgang-setup'
const version = 1

/** A set-up of a municipality is some tens of kilobytes. */
export const maxSetupCharacters = 1_000_000
/** More faults than anybody mends at a time. */
const maxFaults = 50

const Key = z
  .string()
  .max(120)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9-]*$/, { error: 'key' })
const Days = {
  from: SensibleDay.describe('The first day on which it holds'),
  lastDay: SensibleDay.nullable().default(null).describe('The last day on which it holds; null runs on'),
}
const Origin = {
  source: requiredText(1000).describe('The law’s paragraph, the local decision, or where the figure is from'),
  status: RuleStatus.describe('law: found in law; local: decided locally; unverified: neither is confirmed'),
}
const Age = z.number().int().min(0).max(99).nullable().default(null)

type Dated = { from: Temporal.PlainDate; lastDay: Temporal.PlainDate | null }

/** First and last day, as people write them, become the half-open period that Medgang works with. */
function withPeriod<Row extends Dated>({ from, lastDay, ...row }: Row, context: z.RefinementCtx<Row>) {
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, from) < 0)
    context.addIssue({ code: 'custom', message: 'periodOrder', path: ['lastDay'], input: lastDay })
  return { ...row, during: { from, to: lastDay?.add({ days: 1 }) ?? null } }
}

/** A noun of common gender in -er, so that every ending fits. */
export const CaseworkerWord = z
  .string()
  .trim()
  .max(40)
  .regex(/^[a-zæøå]+er$/, { error: 'wordForm' })
  .describe('One word in lower case that ends in -er, such as socialrådgiver or sagsbehandler')

const Word = z.strictObject({ key: z.literal('caseworker'), name: CaseworkerWord })

const TargetGroup = z
  .strictObject({ key: Key, name: requiredText(100), definition: text(2000), ...Days, ...Origin })
  .transform(withPeriod)

const SubjectArea = z.strictObject({
  key: Key,
  name: requiredText(100),
  legalBasis: requiredText(1000),
  sensitive: z.boolean(),
  status: RuleStatus,
})

const Competence = z.strictObject({ key: Key, name: requiredText(100) })

const Programme = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    description: text(2000).default(''),
    ageFrom: Age,
    ageTo: Age,
    targetGroups: z.array(Key).max(20).default([]).describe('Keys of target groups; none is all of them'),
    benefitWeeks: z.number().int().min(0).max(1000).nullable().default(null),
    leaveAge: z
      .number()
      .int()
      .min(1)
      .max(99)
      .nullable()
      .default(null)
      .describe('The birthday on which one leaves by itself; null for none'),
    ...Days,
    source: text(1000).default(''),
    status: RuleStatus,
  })
  .transform((row, context) => {
    if (row.ageFrom !== null && row.ageTo !== null && row.ageTo < row.ageFrom)
      context.addIssue({ code: 'custom', message: 'ageOrder', path: ['ageTo'], input: row.ageTo })
    return withPeriod(row, context)
  })

const Rule = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    clock: Clock.describe('statutory: what the law demands; promise: what the municipality promises'),
    ...Origin,
    ...Days,
    programme: Key.nullable().default(null).describe('Key of a programme; null for everybody'),
    targetGroup: Key.nullable().default(null),
    anchor: z.enum(['enquiry', 'assessment', 'membership', 'offPlan', 'offPlanContact', 'orderStep']),
    pattern: z.enum(['every', 'between', 'counted', 'once', 'set']),
    fulfilledBy: z
      .array(
        z.enum([
          ...(['meeting', 'call', 'accompaniment', 'text', 'letter'] as const),
          ...(['finalAssessment', 'activity', 'orderStep'] as const),
        ]),
      )
      .min(1)
      .max(8),
    interval: z.strictObject({
      unit: z.enum(['months', 'days', 'workingDays']),
      length: z.number().int().min(1).max(400),
    }),
    count: z.number().int().min(1).max(100).default(1),
    windowWorkingDays: z.number().int().min(0).max(20),
    nonWorkingDays: z.enum(['dayBefore', 'stays']),
    stopsInPause: z.boolean(),
    stopsInClosing: z.boolean().default(false),
    returnWorkingDays: z.number().int().min(1).max(60),
    retryWorkingDays: z.number().int().min(1).max(60),
    escalateAfter: z.number().int().min(1).max(20),
  })
  .transform((row, context) => {
    if ((row.pattern === 'set') !== (row.anchor === 'orderStep'))
      context.addIssue({ code: 'custom', message: 'setByOrder', path: ['pattern'], input: row.pattern })
    return withPeriod(row, context)
  })

const Weight = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    programme: Key.nullable().default(null).describe('Key of a programme; null for all other cases'),
    minutes: z.number().int().min(0).max(10_000).describe('Minutes a month that a case takes'),
    ...Days,
    ...Origin,
  })
  .transform(withPeriod)

const Closing = z
  .strictObject({ kind: z.enum(['house', 'school']), name: requiredText(100), ...Days, ...Origin })
  .transform((row, context) => {
    // One that never ends would stop every clock.
    const days = row.lastDay === null ? Number.POSITIVE_INFINITY : row.from.until(row.lastDay).days + 1
    if (days > 120)
      context.addIssue({ code: 'custom', message: 'closingTooLong', path: ['lastDay'], input: row.lastDay })
    return withPeriod(row, context)
  })

const RateKind = z
  .strictObject({
    key: Key,
    name: requiredText(100),
    forWhom: text(200),
    unit: z.enum(['month', 'week', 'day']),
    ...Days,
    ...Origin,
  })
  .transform(withPeriod)

const Rate = z
  .strictObject({
    rate: Key.describe('Key of a rate kind'),
    amount: z.number().int().min(0).max(100_000_000).describe('In øre, before tax'),
    ...Days,
    source: requiredText(500),
    status: RuleStatus,
  })
  .transform(withPeriod)

/**
 * A set-up file: everything that makes a municipality's Medgang work as it does, and no persons. Whatever is left out
 * is an empty list.
 */
export const SetupFile = z.strictObject({
  $schema: z.string().max(300).optional(),
  format: z.literal(format),
  version: z.literal(version),
  municipality: text(100).optional().describe('Whose set-up it is; need not be said'),
  words: z.array(Word).max(1).default([]).describe('What the municipality itself calls a caseworker'),
  targetGroups: z.array(TargetGroup).max(100).default([]),
  subjectAreas: z.array(SubjectArea).max(100).default([]),
  competences: z.array(Competence).max(1000).default([]),
  programmes: z.array(Programme).max(200).default([]),
  rules: z.array(Rule).max(1000).default([]),
  weights: z.array(Weight).max(1000).default([]),
  closings: z.array(Closing).max(1000).default([]),
  rateKinds: z.array(RateKind).max(200).default([]),
  rates: z.array(Rate).max(2000).default([]),
})

/** The file's JSON Schema, for editors and other programs. */
export function setupFileSchema(): object {
  return { title: 'Medgang set-up', ...z.toJSONSchema(SetupFile, { io: 'input' }) }
}

/** A set-up as the text of a file, one field a line, so that two can be compared by eye. */
export function writeSetupFile(setup: Setup, municipality?: string): string {
  const file = {
    format,
    version,
    ...(municipality === undefined ? {} : { municipality }),
    ...Object.fromEntries(sectionNames.map(section => [section, setup[section].map(toFile)])),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Its name first, then the rest by the alphabet: the same set-up is always the same text. */
function toFile(row: AnyRow): object {
  const { during, ...rest } = { during: null, ...row }
  const days =
    during === null
      ? {}
      : { from: during.from.toString(), lastDay: during.to?.subtract({ days: 1 }).toString() ?? null }
  const rank = (field: string) => (field === 'key' ? '' : field === 'name' ? ' ' : field)
  const fields = Object.entries({ ...rest, ...days })
  return Object.fromEntries(fields.sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1)))
}

const fileFaultCodes = ['tooLarge', 'broken', 'notSetup', 'newerVersion'] as const
const rowFaultCodes = [
  'required',
  'invalid',
  'unknownField',
  'tooLong',
  'tooShort',
  'tooMany',
  'tooSmall',
  'tooBig',
  'notOneOf',
  'key',
  'wordForm',
  'day',
  'dayOutOfRange',
  'periodOrder',
  'ageOrder',
  'setByOrder',
  'closingTooLong',
  'controlCharacter',
] as const

/** What is wrong with a set-up file, and where; the sentence for people is in setup-words.ts. */
export const SetupFileFault = z.object({
  code: z.string(),
  /** The list that it is in; null where it is about the file itself. */
  section: z.string().nullable(),
  /** Which of the list, from 1. */
  number: z.number().nullable(),
  /** What that one is called or its key, as far as it can be read. */
  name: z.string(),
  /** The field as it is written in the file. */
  field: z.string(),
  /** What the fault speaks of: a limit, or a name that is not there. */
  value: z.string(),
})
export type SetupFileFault = Omit<z.output<typeof SetupFileFault>, 'code'> & {
  code: (typeof fileFaultCodes)[number] | (typeof rowFaultCodes)[number] | SetupFaultCode
}

/** Reads a file's text. Either all of it can be used, or its faults are told, each with its place. */
export function readSetupFile(
  content: string,
): { setup: Setup; faults?: never } | { setup?: never; faults: SetupFileFault[] } {
  if (content.length > maxSetupCharacters) return { faults: [ofFile('tooLarge')] }
  let json: unknown
  try {
    // Windows' editors put a mark before the text.
    json = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    return { faults: [ofFile('broken')] }
  }
  if (!isObject(json) || json['format'] !== format) return { faults: [ofFile('notSetup')] }
  const theirs = json['version']
  if (typeof theirs === 'number' && theirs > version)
    return { faults: [{ ...ofFile('newerVersion'), value: String(theirs) }] }
  const parsed = SetupFile.safeParse(json)
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(issue => fromIssue(issue, json))
    return { faults: faults.slice(0, maxFaults) }
  }
  const { $schema: _schema, format: _format, version: _version, municipality: _name, ...setup } = parsed.data
  const faults = checkSetup(setup).map(({ section, index, field, code, value }) => ({
    code,
    section,
    number: index + 1,
    name: nameIn(json, section, index),
    field,
    value,
  }))
  return faults.length === 0 ? { setup } : { faults: faults.slice(0, maxFaults) }
}

function ofFile(code: SetupFileFault['code']): SetupFileFault {
  return { code, section: null, number: null, name: '', field: '', value: '' }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a row calls itself, cut short: it is somebody else's text. */
function nameIn(json: Record<string, unknown>, section: string, index: number): string {
  const rows = json[section]
  const row: unknown = Array.isArray(rows) ? rows[index] : undefined
  if (!isObject(row)) return ''
  const name = [row['name'], row['key'], row['rate']].find(value => typeof value === 'string' && value !== '')
  return String(name ?? '').slice(0, 100)
}

function fromIssue(issue: z.core.$ZodIssue, json: Record<string, unknown>): SetupFileFault[] {
  const [first, second, ...rest] = issue.path
  const section = sectionNames.find(name => name === first)
  const index = typeof second === 'number' ? second : null
  const place = {
    section: section ?? null,
    number: index === null ? null : index + 1,
    name: section === undefined || index === null ? '' : nameIn(json, section, index),
    field: (section === undefined || index === null ? issue.path : rest).join('.'),
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ ...place, field: key.slice(0, 100), code: 'unknownField', value: '' }))
  return [{ ...place, ...reasonOf(issue) }]
}

function reasonOf(issue: z.core.$ZodIssue): Pick<SetupFileFault, 'code' | 'value'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.input === undefined ? 'required' : 'invalid', value: '' }
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { code: 'tooSmall', value: String(issue.minimum) }
        : { code: 'tooShort', value: '' }
    case 'too_big':
      if (issue.origin === 'array') return { code: 'tooMany', value: String(issue.maximum) }
      return { code: issue.origin === 'string' ? 'tooLong' : 'tooBig', value: String(issue.maximum) }
    case 'invalid_value':
      return { code: 'notOneOf', value: issue.values.map(String).join(', ') }
    default:
      return { code: rowFaultCodes.find(code => code === issue.message) ?? 'invalid', value: '' }
  }
}

/** Every code that a fault may have: each has a sentence in the language files. */
export const setupFaultCodes: readonly SetupFileFault['code'][] = [
  ...fileFaultCodes,
  ...rowFaultCodes,
  'duplicate',
  'overlap',
  'noProgramme',
  'noTargetGroup',
  'noRateKind',
  'noMeetings',
]
