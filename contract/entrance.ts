import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, requiredText, SensibleDay, text, Version } from './values.ts'
import { RuleStatus } from './words.ts'

export const SenderRole = z.enum(['youth', 'parent', 'teacher', 'doctor', 'employer', 'colleague', 'other'])
export type SenderRole = z.output<typeof SenderRole>
export const MayTell = z.enum(['receipt', 'outcome'])
const PromiseStage = z.enum(['contact', 'meeting', 'team'])
export type PromiseStage = z.output<typeof PromiseStage>

/** Who writes, about whom, what. Empty text and null mean that it was not said. */
const words = {
  senderRole: SenderRole,
  /** Empty where the young person writes. */
  senderName: text(200),
  /** The school, practice, workplace or department. */
  senderPlace: text(200),
  senderPhone: text(30),
  senderEmail: text(254),
  /** When the sender would like to be called, in own words. */
  callWhen: text(200),
  youthGivenName: requiredText(100),
  youthFamilyName: text(100),
  youthBirthDate: SensibleDay.nullable(),
  /** In years, where the birth date is not known. */
  youthAge: z.number().int().min(0).max(99).nullable(),
  /** Of the young person, where somebody else writes. */
  youthPhone: text(30),
  youthEmail: text(254),
  about: requiredText(4000),
  /** Whether the young person knows of it. */
  youthKnows: z.boolean().nullable(),
}

const PromisedDay = z.object({
  stage: PromiseStage,
  dueDay: Day,
  /** Whether the municipality has decided it: what is not confirmed is an aim, and no promise to anybody. */
  isDecided: z.boolean(),
})

/** Where to turn: empty where the municipality has not said. */
const Places = z.object({
  phone: z.string(),
  openingHours: z.string(),
  /** Whom one calls when the house is closed, beside the national lines. */
  outOfHours: z.string(),
  /** Where a formal notification of concern (underretning) is sent. */
  notificationPlace: z.string(),
  notificationUrl: z.string(),
})
export type Places = z.output<typeof Places>

export const readEntrance = defineUseCase({
  name: 'entrance.read',
  summary:
    'What the public entrance tells: the municipality, where to turn, and what is promised who writes today',
  method: 'GET',
  path: '/api/entrance',
  permission: 'public',
  input: z.object({}),
  output: Places.extend({
    municipality: z.object({ name: z.string(), isDemo: z.boolean(), isTrial: z.boolean() }),
    today: Day,
    promise: z.array(PromisedDay),
  }),
})
export type Entrance = z.output<typeof readEntrance.output>

const Receipt = z.object({
  /** To say on the phone, as `KTR-482`. */
  reference: z.string(),
  receivedOn: Day,
  promise: z.array(PromisedDay),
})

export const sendEnquiry = defineUseCase({
  name: 'entrance.send',
  summary: 'An enquiry from whoever writes; the answer is the same whether anybody in it is known or not',
  method: 'POST',
  path: '/api/entrance',
  permission: 'public',
  input: z.object({
    ...words,
    /** Made up by the browser: the same enquiry sent twice is stored once. */
    clientKey: z.uuid(),
    language: z.enum(['da', 'en']),
    /** A field that people do not see, named like nothing that programs fill in: what does is closed as spam. */
    leftEmpty: text(500),
  }),
  output: Receipt.extend({
    /** With which what happens can be followed, as `K7QM-2XPR-94TW`. Shown once; the database has its hash. */
    code: z.string(),
  }),
})
export type Receipt = z.output<typeof sendEnquiry.output>

const FollowedStage = z.object({
  stage: PromiseStage,
  dueDay: Day.nullable(),
  keptDay: Day.nullable(),
  state: z.enum(['waiting', 'overdue', 'kept', 'late']),
  /** While it is not kept: that somebody tried in vain, and by when they try again; null where that day has passed. */
  tried: z
    .object({
      day: Day,
      kind: z.enum(['call', 'meeting', 'accompaniment', 'text', 'letter']),
      again: Day.nullable(),
    })
    .nullable(),
})
export type FollowedStage = z.output<typeof FollowedStage>

export const followEnquiry = defineUseCase({
  name: 'entrance.follow',
  summary: 'How far an enquiry has come, for whoever holds the code of its receipt: stages and days alone',
  method: 'POST',
  path: '/api/entrance/status',
  permission: 'public',
  input: z.object({ code: requiredText(60) }),
  output: z.object({
    today: Day,
    receivedOn: Day,
    /** Who asks: the young person, somebody who says so and of whom it is not known yet, or somebody else. */
    who: z.enum(['youth', 'perhapsYouth', 'other']),
    /** The day on which somebody here took it; null while nobody has. */
    takenOn: Day.nullable(),
    /** Null where it is not for the one who asks to know, or not yet so. */
    answeredOn: Day.nullable(),
    closedOn: Day.nullable(),
    /** The young person's own clock, as far as it is known that they ask; null for everybody else. */
    stages: z.array(FollowedStage).nullable(),
    /** By when whoever wrote for somebody else is called, as the receipt said; null once anybody has been. */
    callBack: FollowedStage.nullable(),
    /** Where it is not the young person who asks, whether what came of it will be told. */
    tellsOutcome: z.boolean(),
  }),
})
export type Followed = z.output<typeof followEnquiry.output>

export const registerEnquiry = defineUseCase({
  name: 'entrance.register',
  summary: 'Takes down an enquiry that came in by the door, the telephone, a letter or an e-mail',
  method: 'POST',
  path: '/api/enquiries',
  permission: 'referral.write',
  input: z.object({
    ...words,
    clientKey: z.uuid(),
    channel: z.enum(['walkIn', 'call', 'letter', 'mail']),
    receivedOn: SensibleDay,
    /** What the sender may be told later on: the young person's own say. */
    mayTell: MayTell,
    /** Whether to hand out a code to follow it by. */
    wantsCode: z.boolean(),
  }),
  output: Receipt.extend({ referralId: z.number(), code: z.string().nullable() }),
})
export type Registered = z.output<typeof registerEnquiry.output>

const interval = {
  stage: PromiseStage,
  unit: z.enum(['days', 'workingDays']),
  length: z.number().int().min(1).max(60),
  /** Where the promise comes from. */
  source: requiredText(500),
}

export const readEntranceSettings = defineUseCase({
  name: 'entrance.settings',
  summary: 'What the public entrance tells and promises, for changing it',
  method: 'GET',
  path: '/api/entrance/settings',
  permission: 'setup.write',
  input: z.object({}),
  output: Places.extend({
    version: z.number(),
    promises: z.array(z.object({ ...interval, status: RuleStatus, from: Day })),
  }),
})
export type EntranceSettings = z.output<typeof readEntranceSettings.output>

export const changeEntranceSettings = defineUseCase({
  name: 'entrance.changeSettings',
  summary:
    'Changes what the public entrance tells; a promise that is changed holds for who writes from today',
  method: 'PUT',
  path: '/api/entrance/settings',
  permission: 'setup.write',
  input: z.object({
    version: Version,
    phone: text(30),
    openingHours: text(200),
    outOfHours: text(200),
    notificationPlace: requiredText(200),
    notificationUrl: text(500).refine(isAddress, { error: 'webAddress' }),
    promises: z.array(z.object(interval)).max(3),
  }),
  output: z.object({ version: z.number() }),
})

/** Nothing, or an address that a link may lead to. */
function isAddress(text: string): boolean {
  return text === '' || /^https?:\/\/\S+$/.test(text)
}
