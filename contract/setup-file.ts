import { z } from 'zod'
import { checkSetup, type SetupFaultCode } from '#domain/setup/check.ts'
import { type AnyRow, type Setup, sectionNames } from '#domain/setup/setup.ts'
import {
  AgeChange,
  Ceiling,
  Closing,
  Competence,
  DutyRule,
  EnquiryRetention,
  EntrancePromise,
  EntranceText,
  NewcomerStep,
  OrderRule,
  Programme,
  Rate,
  RateKind,
  Rule,
  SubjectArea,
  TargetGroup,
  TimeSetting,
  Weight,
  Word,
} from './setup-rows.ts'
import { text } from './values.ts'

/** What a set-up file says that it is, and the newest version that can be read. */
const format = 'medgang-setup'
const version = 1

/** A set-up of a municipality is some tens of kilobytes. */
export const maxSetupCharacters = 1_000_000
/** More faults than anybody mends at a time. */
const maxFaults = 50

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
  entranceTexts: z.array(EntranceText).max(2).default([]),
  entrancePromises: z.array(EntrancePromise).max(200).default([]),
  dutyRules: z.array(DutyRule).max(200).default([]),
  orderRules: z.array(OrderRule).max(100).default([]),
  ageChanges: z.array(AgeChange).max(200).default([]),
  enquiryRetention: z
    .array(EnquiryRetention)
    .max(100)
    .default([])
    .describe('How long closed enquiries are kept; left out: as it is, or as Medgang ships it'),
  timeSettings: z
    .array(TimeSetting)
    .max(200)
    .default([])
    .describe('What caseworkers’ time is reckoned by; left out: as it is, or as Medgang ships it'),
  newcomerSteps: z
    .array(NewcomerStep)
    .max(200)
    .default([])
    .describe('How much time whoever is new has; left out: as it is, or as Medgang ships it'),
  ceilings: z
    .array(Ceiling)
    .max(500)
    .default([])
    .describe(
      'How many young people one caseworker has at most; those of one member of staff are in no file',
    ),
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
  'partOfNothing',
  'ageIsFixed',
  'taskTwice',
  'timesOfNothing',
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
  const name = [
    row['name'],
    row['key'],
    row['rate'],
    row['stage'],
    row['activityKind'],
    row['setting'],
    row['programme'],
  ].find(value => typeof value === 'string' && value !== '')
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
