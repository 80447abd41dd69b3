import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Id, Instant, requiredText, Version } from './values.ts'

/** What a column of a case list may hold. */
export const importFields = [
  'name',
  'givenName',
  'familyName',
  'cpr',
  'birthDate',
  'phone',
  'email',
  'address',
  'postalCode',
  'city',
  'protectedAddress',
  'language',
  'needsInterpreter',
  'enquiryDay',
  'targetGroup',
  'targetGroupFrom',
  'benefit',
  'benefitFrom',
  'programme',
  'programmeFrom',
  'caseworker',
  'caseworkerFrom',
  'lastMeeting',
  'lastCall',
  'guardianName',
  'guardianPhone',
  'guardianEmail',
  'guardian2Name',
  'guardian2Phone',
  'guardian2Email',
] as const
export const ImportField = z.enum(importFields)
export type ImportField = z.infer<typeof ImportField>

/** Why a row is refused; each has a sentence `imports.<code>` for people, filled from the fault's params. */
export const rowFaultCodes = [
  'nameMissing',
  'nameIncomplete',
  'nameTooLong',
  'identityMissing',
  'cprCharacters',
  'cprRounded',
  'cprLength',
  'cprDate',
  'birthDateNotCpr',
  'ageOutside',
  'dateInvalid',
  'dateFuture',
  'dateBeforeBirth',
  'phoneInvalid',
  'emailInvalid',
  'tooLong',
  'yesNoUnknown',
  'languageUnknown',
  'targetGroupUnknown',
  'benefitUnknown',
  'programmeUnknown',
  'caseworkerAmbiguous',
  'caseworkerWithoutRole',
  'caseworkerByLeader',
  'caseworkerBarred',
  'caseworkerSelf',
  'duplicateInFile',
  'identityAmbiguous',
  'identityNear',
  'identityOtherName',
  'olderThanRegister',
  'periodOverlap',
] as const
export type RowFaultCode = (typeof rowFaultCodes)[number]

/** What a preview can say has changed: a field of the list, or what follows from it. */
export const changedFields = [...importFields, 'openCase', 'guardians'] as const
export const ChangedField = z.enum(changedFields)
export type ChangedField = z.infer<typeof ChangedField>

export const verdicts = ['created', 'changed', 'unchanged', 'refused'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/** What a file may be; it is read by what it holds, whatever it is called. */
export const importFileTypes = ['.xlsx', '.csv', '.txt'] as const
export const maxImportBytes = 20_000_000

export const ImportColumn = z.object({
  header: z.string(),
  field: ImportField.nullable(),
  /** How sure the guess was: 1 = the heading says it, 0 = no idea. */
  confidence: z.number(),
  /** The first values that are not blank, until the list is brought in. CPR numbers are cut to the birth date. */
  samples: z.array(z.string()),
})
export type ImportColumn = z.output<typeof ImportColumn>

export const ImportCounts = z.object({
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  /** Rows that take a caseworker above a ceiling. */
  aboveCeiling: z.number().optional(),
})
export type ImportCounts = z.output<typeof ImportCounts>

export const ImportView = z.object({
  importId: z.number(),
  fileName: z.string(),
  /** `staged`: to be looked through; `queued`, `running`: under way; `done`, `failed`: over. */
  state: z.enum(['staged', 'queued', 'running', 'done', 'failed']),
  version: z.number(),
  /** Row of the headings as a spreadsheet numbers it; null where the rows begin at once. */
  headerRow: z.number().nullable(),
  columns: z.array(ImportColumn),
  /** What is missing before rows can be read; then there are no counts. */
  missing: z.enum(['name', 'identity']).nullable(),
  counts: ImportCounts.nullable(),
  /** Caseworkers who will be, or were, created. */
  newStaff: z.array(z.string()),
  /** Held meetings and calls that will be, or were, put into the history. */
  contacts: z.number(),
  done: z.number(),
  total: z.number(),
})
export type ImportView = z.output<typeof ImportView>

const Params = z.record(z.string(), z.union([z.string(), z.number()]))

export const ImportRow = z.object({
  row: z.number(),
  name: z.string(),
  verdict: Verdict,
  faults: z.array(
    z.object({
      /** The heading of the column in the file. */
      column: z.string(),
      field: ImportField,
      code: z.enum(rowFaultCodes),
      params: Params,
    }),
  ),
  /** `before` is told to leaders only. */
  changes: z.array(
    z.object({
      field: ChangedField,
      before: z.string().nullable(),
      after: z.string(),
      /** Of a protected address only that it changes is told. */
      masked: z.boolean(),
    }),
  ),
  /** The row says the same as this earlier one. */
  sameAsRow: z.number().nullable(),
  /** The last digit of the CPR number does not check; newer numbers may be so. */
  doubtfulCpr: z.boolean(),
  /** A ceiling that the row takes a caseworker above: it comes in all the same, since a list tells how things are. */
  aboveCeiling: z
    .object({
      name: z.string(),
      programme: z.string().nullable(),
      unit: z.enum(['cases', 'minutes']),
      has: z.number(),
      most: z.number(),
    })
    .optional(),
})
export type ImportRow = z.output<typeof ImportRow>

const permission = 'import.run'
const One = z.object({ importId: Id })

export const uploadImport = defineUseCase({
  name: 'imports.upload',
  summary: 'Sends a case list (.xlsx or .csv) to be looked through; nothing is written to the register',
  method: 'POST',
  path: '/api/imports',
  permission,
  input: z.object({
    fileName: requiredText(255),
    /** The file in base64. */
    content: z.base64(),
  }),
  output: ImportView,
})

export const readImport = defineUseCase({
  name: 'imports.read',
  summary: 'A case list on its way in: its columns, what will become of its rows, and how far it has come',
  method: 'GET',
  path: '/api/imports/:importId',
  permission,
  input: One,
  output: ImportView,
})

export const mapImport = defineUseCase({
  name: 'imports.map',
  summary: 'Changes what the columns are taken to hold',
  method: 'PUT',
  path: '/api/imports/:importId/columns',
  permission,
  input: One.extend({
    version: Version,
    /** One for each column; null = left out. */
    fields: z
      .array(ImportField.nullable())
      .max(200)
      .refine(fields => isDistinct(fields.filter(field => field !== null)), { error: 'columnTwice' }),
  }),
  output: ImportView,
})

export const readImportRows = defineUseCase({
  name: 'imports.rows',
  summary:
    'Rows of a case list with what will become of them; when it is brought in, only the refused rows are left',
  method: 'GET',
  path: '/api/imports/:importId/rows',
  permission,
  input: One.extend({
    verdict: Verdict.optional(),
    from: z.coerce.number().int().min(0).default(0),
    count: z.coerce.number().int().min(1).max(500).default(200),
  }),
  output: z.object({ total: z.number(), rows: z.array(ImportRow) }),
})

export const confirmImport = defineUseCase({
  name: 'imports.confirm',
  summary: 'Starts to bring the case list in; all of it is written, or nothing',
  method: 'POST',
  path: '/api/imports/:importId/confirm',
  permission,
  input: One.extend({ version: Version }),
  output: ImportView,
})

export const refusedSheet = defineUseCase({
  name: 'imports.refused',
  summary:
    'The refused rows as a workbook, with the reason in a last column, to be mended and brought in again',
  method: 'GET',
  path: '/api/imports/:importId/refused',
  permission,
  input: One,
  output: z.object({ fileName: z.string(), content: z.base64() }),
})

export const discardImport = defineUseCase({
  name: 'imports.discard',
  summary: 'Throws a case list away that has not been brought in, or the result of one that has',
  method: 'DELETE',
  path: '/api/imports/:importId',
  permission,
  input: One,
  output: z.object({}),
})

/** Imports that are not thrown away or a week old, newest first. */
export const listImports = defineUseCase({
  name: 'imports.list',
  summary: "Case lists of the last week, one's own or, for a leader, everybody's",
  method: 'GET',
  path: '/api/imports',
  permission,
  input: z.object({}),
  output: z.object({
    imports: z.array(
      ImportView.pick({
        importId: true,
        fileName: true,
        state: true,
        counts: true,
        done: true,
        total: true,
      }).extend({
        createdAt: Instant,
      }),
    ),
  }),
})

function isDistinct(items: readonly string[]): boolean {
  return new Set(items).size === items.length
}
