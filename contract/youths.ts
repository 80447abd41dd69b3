import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, requiredText, text } from './values.ts'
import { AppointmentKind, BenefitKind, Clock, ContactKind } from './words.ts'

export const Staff = z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })

/** Yes or no, also as it stands in a query. */
const Flag = z.union([z.boolean(), z.stringbool()])
const Age = z.coerce.number().int().min(0).max(99)

const filterFields = {
  /** `mine`: those to whom I stand in a relation; `all`: everybody in sight. */
  scope: z.enum(['mine', 'all']).default('all'),
  caseState: z.enum(['open', 'closed', 'any']).default('open'),
  /** Code of a target group, or `none` for those who are not assessed. */
  targetGroup: text(60).optional(),
  programmeId: Id.optional(),
  caseworkerId: Id.optional(),
  withoutCaseworker: Flag.optional(),
  overdue: Flag.optional(),
  withoutAppointment: Flag.optional(),
  protectedAddress: Flag.optional(),
  /** Both ages included. */
  ageFrom: Age.optional(),
  ageTo: Age.optional(),
  /** Something is due within so many days; what is overdue counts too. */
  dueWithinDays: z.coerce.number().int().min(0).max(365).optional(),
}
export const YouthFilter = z.object(filterFields)
export type YouthFilter = z.output<typeof YouthFilter>

export const youthSorts = ['name', 'age', 'lastContact', 'nextDue', 'caseworker'] as const
const sortFields = {
  sort: z.enum(youthSorts).default('name'),
  descending: Flag.default(false),
}
export type YouthSort = (typeof youthSorts)[number]

/** What can be shown beside the name, in the order in which it is offered. */
export const youthColumns = [
  'age',
  'birthDate',
  'targetGroup',
  'programmes',
  'caseworker',
  'lastContact',
  'nextDue',
  'nextAppointment',
  'phone',
  'address',
  'benefit',
] as const
export const YouthColumn = z.enum(youthColumns)
export type YouthColumn = z.output<typeof YouthColumn>

export const YouthRow = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  age: z.number(),
  isOpen: z.boolean(),
  protectedAddress: z.boolean(),
  /** Null where it is not known, and where it is protected. */
  address: z.string().nullable(),
  phone: z.string().nullable(),
  targetGroup: z.string().nullable(),
  programmes: z.array(z.string()),
  caseworker: Staff.nullable(),
  benefit: BenefitKind.nullable(),
  lastContact: z.object({ day: Day, kind: ContactKind }).nullable(),
  /**
   * The open deadline that runs out first: on `lastDay`, the last one on which it is kept, or before that on the
   * day of a retry. `day` is the sooner of the two.
   */
  nextDue: z
    .object({ ruleName: z.string(), clock: Clock, day: Day, lastDay: Day, isRetry: z.boolean() })
    .nullable(),
  nextAppointment: z.object({ kind: AppointmentKind, startsAt: Instant }).nullable(),
})
export type YouthRow = z.output<typeof YouthRow>

export const listYouths = defineUseCase({
  name: 'youth.list',
  summary: 'Young people in sight, filtered and sorted, a page at a time',
  method: 'GET',
  path: '/api/youths',
  permission: 'youth.read',
  input: z.object({
    ...filterFields,
    ...sortFields,
    /** The last young person of the page before. */
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(60),
  }),
  output: z.object({ today: Day, rows: z.array(YouthRow), next: z.number().nullable() }),
})

export const countYouths = defineUseCase({
  name: 'youth.count',
  summary: 'How many young people in sight a filter gives',
  method: 'GET',
  path: '/api/youths/count',
  permission: 'youth.read',
  input: YouthFilter,
  output: z.object({ count: z.number() }),
})

/** A name or a CPR number: in the body, since an address is kept in logs and histories. */
const Words = requiredText(100)

export const searchYouths = defineUseCase({
  name: 'youth.search',
  summary: 'Young people in sight by name, also misspelled, or by CPR number; the likeliest first',
  method: 'POST',
  path: '/api/youths/search',
  permission: 'youth.read',
  input: z.object({ ...filterFields, words: Words }),
  output: z.object({
    today: Day,
    /** What the words were taken for. An incomplete CPR number finds nobody. */
    readAs: z.enum(['name', 'cpr', 'cprIncomplete']),
    rows: z.array(YouthRow),
    /** Whether there are more than were shown. */
    more: z.boolean(),
  }),
})

export const exportYouths = defineUseCase({
  name: 'youth.export',
  summary: 'The filtered list with the chosen columns as an .xlsx file',
  method: 'POST',
  path: '/api/youths/export',
  permission: 'youth.read',
  input: z.object({
    ...filterFields,
    ...sortFields,
    words: Words.optional(),
    columns: z.array(YouthColumn).max(youthColumns.length),
    language: z.enum(['da', 'en']).default('da'),
  }),
  output: z.object({ fileName: z.string(), mediaType: z.string(), contentBase64: z.base64() }),
})

export const youthChoices = defineUseCase({
  name: 'youth.choices',
  summary: 'What the list of young people can be filtered by',
  method: 'GET',
  path: '/api/youths/choices',
  permission: 'youth.read',
  input: z.object({}),
  output: z.object({
    targetGroups: z.array(z.object({ code: z.string(), name: z.string() })),
    programmes: z.array(z.object({ programmeId: z.number(), name: z.string() })),
    caseworkers: z.array(Staff),
  }),
})

export const ViewDefinition = z.object({
  filter: YouthFilter,
  ...sortFields,
  columns: z.array(YouthColumn).max(youthColumns.length),
})
export type ViewDefinition = z.output<typeof ViewDefinition>
const SavedView = z.object({ viewId: z.number(), name: z.string(), definition: ViewDefinition })
const ViewName = requiredText(60)

export const listViews = defineUseCase({
  name: 'youthView.list',
  summary: 'My saved views of the list of young people',
  method: 'GET',
  path: '/api/youth-views',
  permission: 'youth.read',
  input: z.object({}),
  output: z.object({ views: z.array(SavedView) }),
})

export const createView = defineUseCase({
  name: 'youthView.create',
  summary: 'Save a view of the list of young people, for myself',
  method: 'POST',
  path: '/api/youth-views',
  permission: 'youth.read',
  input: z.object({ name: ViewName, definition: ViewDefinition }),
  output: z.object({ viewId: z.number() }),
})

export const changeView = defineUseCase({
  name: 'youthView.change',
  summary: 'Rename one of my views, or save it anew',
  method: 'PUT',
  path: '/api/youth-views/:viewId',
  permission: 'youth.read',
  input: z.object({ viewId: Id, name: ViewName, definition: ViewDefinition }),
  output: z.object({ viewId: z.number() }),
})

export const deleteView = defineUseCase({
  name: 'youthView.delete',
  summary: 'Delete one of my views',
  method: 'DELETE',
  path: '/api/youth-views/:viewId',
  permission: 'youth.read',
  input: z.object({ viewId: Id }),
  output: z.object({ viewId: z.number() }),
})
