import { z } from 'zod'
import { leftBecause } from '#domain/caseload/acceptance.ts'
import { dropReasons } from '#domain/caseload/asked.ts'
import { cannotReasons } from '#domain/caseload/cannot-take.ts'
import { endings } from '#domain/caseload/ends.ts'
import { moveReasons } from '#domain/caseload/proposal-moves.ts'
import { occasions, scopes } from '#domain/caseload/proposing.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, SensibleDay, text, Version } from './values.ts'

const states = [
  'queued',
  'solving',
  'ready',
  'impossible',
  'failed',
  'replaced',
  'accepted',
  'discarded',
] as const

const Name = z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })
const Youth = z.object({ youthId: z.number(), givenName: z.string(), familyName: z.string() })

const BeforeAfter = z.object({ before: z.number(), after: z.number() })

/** What a receiver lacks to have one young person more, with whom it would be `has` of at the most `most`. */
const Lack = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ceiling'),
    /** Null: of all young people. */
    programme: z.string().nullable(),
    unit: z.enum(['cases', 'minutes']),
    has: z.number(),
    most: z.number(),
    /** The first day on which the ceiling would be passed, where that is later than the move; else null. */
    day: Day.nullable(),
  }),
  /** Minutes a month. */
  z.object({ kind: z.literal('time'), has: z.number(), most: z.number() }),
  z.object({ kind: z.enum(['noTime', 'hoursUnknown']) }),
])

const ProposedMove = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  /** Null: has nobody. */
  from: Name.nullable(),
  /** Null: nobody has room. */
  to: Name.nullable(),
  /** Minutes a month. */
  minutes: z.number(),
  /** Points by which the whole would be dearer without this move. */
  gain: z.number(),
  why: z.enum(moveReasons),
  /** Loads in percent, as it is and with all of the proposal; null where there is nobody. */
  percent: z.object({ from: BeforeAfter.nullable(), to: BeforeAfter.nullable() }),
  state: z.enum(['proposed', 'carriedOut', 'left', 'notChosen']),
  /** Why it was not carried out. */
  leftBecause: z.enum(leftBecause).nullable(),
  /** What the receiver lacked, for `receiverFull`; null where that was not kept. */
  lack: Lack.nullable(),
  /** When the young person comes into the programme that begins; null for whoever does not, or is in it already. */
  beginsOn: Day.nullable(),
  /** Whether the case has another caseworker now than the proposal was worked out from. */
  hasChanged: z.boolean(),
})
export type ProposedMove = z.output<typeof ProposedMove>

const Tally = z.object({ cases: z.number(), minutes: z.number() })

const LoadChange = z.object({
  staff: Name,
  /** Minutes a month for young people. */
  capacity: z.number(),
  before: Tally,
  after: Tally,
})
export type LoadChange = z.output<typeof LoadChange>

/** Why somebody can be given nobody on the day, since when, and until when where that is known. */
export const Cannot = z.object({ why: z.enum(cannotReasons), from: Day.nullable(), lastDay: Day.nullable() })
export type Cannot = z.output<typeof Cannot>

/** What stands in the way, by its code in `proposals.fault_<code>`, with whom or what it is about. */
const ProposalFault = z.object({
  code: z.string(),
  youths: z.array(Youth),
  staff: z.array(Name),
  /** The ceiling that is in the way, with what there would be and the most there may be. */
  limit: z
    .object({
      programme: z.string().nullable(),
      unit: z.enum(['cases', 'minutes']),
      has: z.number(),
      most: z.number(),
    })
    .nullable(),
  /** Why the one to whom somebody is locked can have nobody. */
  cannot: Cannot.nullable(),
})
export type ProposalFault = z.output<typeof ProposalFault>

const Certificate = z.object({
  /** `optimal`: proved to be the best there is; `feasible`: good, and how far from the best at most is in `gap`. */
  status: z.string(),
  objective: z.number().nullable(),
  /** Nothing costs less than this; null where none was found. */
  bound: z.number().nullable(),
  /** How far the objective can lie above the best, as a part of it; null where that cannot be said. */
  gap: z.number().nullable(),
  seed: z.number(),
  iterations: z.number(),
  /** Nodes of the proof's search tree at the most; with seed and iterations it repeats exactly. */
  nodes: z.number(),
  /** Versions of the search and of the linear solver. */
  solver: z.string(),
  inputHash: z.string(),
})
export type Certificate = z.output<typeof Certificate>

const Lock = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  kind: z.enum(['stays', 'goesTo']),
  staff: Name,
  /** Why it cannot be kept as things are now; null where it can, and once the proposal is settled. */
  cannot: z
    .discriminatedUnion('kind', [
      Cannot.extend({ kind: z.literal('receiver') }),
      /** A bar between the two, or a case that is closed on the day. */
      z.object({ kind: z.enum(['barred', 'caseClosed']) }),
    ])
    .nullable(),
})
export type ProposalLock = z.output<typeof Lock>

const ProposalHead = z.object({
  proposalId: z.number(),
  state: z.enum(states),
  occasion: z.enum(occasions),
  /** `needed`: only those move who cannot stay, or have nobody. */
  scope: z.enum(scopes),
  /** Who is hired, leaves or is ill. */
  about: Name.nullable(),
  programme: z.string().nullable(),
  effectiveOn: Day,
  note: z.string(),
  askedBy: Name,
  askedAt: Instant,
  settledBy: Name.nullable(),
  settledAt: Instant.nullable(),
  version: z.number(),
})
export type ProposalHead = z.output<typeof ProposalHead>

/** What was worked out; only a proposal that has been solved has it. */
const Outcome = z.object({
  /** The day as of which the facts were loaded. */
  factsOn: Day,
  /** Points that keeping everything as it is costs, and that the proposal costs. */
  keepPoints: z.number(),
  points: z.number(),
  curve: z.array(z.object({ moves: z.number(), points: z.number() })),
  /** What the other scope would come to: moves, points saved, and the highest load in percent; null where there is none. */
  other: z
    .object({ scope: z.enum(scopes), moves: z.number(), saved: z.number(), highest: z.number() })
    .nullable(),
  certificate: Certificate.nullable(),
  loads: z.array(LoadChange),
  /** Who takes no part, and why. */
  staysOut: z.array(
    z.object({ staff: Name, why: z.enum(['hoursUnknown', 'awayWithDeputy']), cases: z.number() }),
  ),
  /** What caseworkers carry for colleagues who are away; it is in their loads. */
  standsIn: z.array(Tally.extend({ staff: Name })),
  /** Cases that weigh nothing: nobody can say whether there is room, and they stay. */
  unweighed: z.array(Youth),
  /** Who has no caseworker, and gets none: nobody has room who may. */
  stillWaiting: z.array(Youth),
  /** Locks that were left out, and why. */
  droppedLocks: z.array(z.object({ youth: Youth, staff: Name, why: z.enum(dropReasons) })),
  /** Who gets somebody, and is known to have no time, to be away for long or to stop within twelve weeks. */
  going: z.array(z.object({ staff: Name, why: z.enum(endings), from: Day })),
  /** Who takes those in the programme that begins. */
  takers: z.array(Name),
  /** Who comes into the programme that begins, by day, and how many are in it already; null with any other occasion. */
  begins: z.object({ already: z.number(), youths: z.array(Youth.extend({ from: Day })) }).nullable(),
  faults: z.array(ProposalFault),
})

const failures = ['factsFailed', 'solverFailed', 'tookTooLong', 'nothingFound', 'tooOften'] as const

export const readProposal = defineUseCase({
  name: 'proposal.read',
  summary: 'A proposal with every move, what it gains, its certificate and its locks',
  method: 'GET',
  path: '/api/proposals/:proposalId',
  permission: 'caseload.propose',
  input: z.object({ proposalId: Id }),
  output: ProposalHead.extend({
    today: Day,
    /** Why it could not be worked out; null in every other state. */
    failedBecause: z.enum(failures).nullable(),
    /** The proposal from which this one was solved again, and the one that was from this. */
    followsId: z.number().nullable(),
    followedById: z.number().nullable(),
    /** Caseworkers to whom somebody may be locked. */
    caseworkers: z.array(Name),
    locks: z.array(Lock),
    moves: z.array(ProposedMove),
    outcome: Outcome.nullable(),
  }),
})

export const listProposals = defineUseCase({
  name: 'proposal.list',
  summary: 'The latest proposals, newest first, and what a new one can be about',
  method: 'GET',
  path: '/api/proposals',
  permission: 'caseload.propose',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** At most 30; those that another has replaced are left out. */
    proposals: z.array(ProposalHead.extend({ moves: z.number(), carriedOut: z.number() })),
    caseworkers: z.array(Name),
    programmes: z.array(
      z.object({
        programmeId: z.number(),
        name: z.string(),
        /** How many are in it today, and how many come into it on which day within twelve weeks. */
        already: z.number(),
        begins: z.array(z.object({ from: Day, count: z.number() })),
      }),
    ),
  }),
})

export const askProposal = defineUseCase({
  name: 'proposal.ask',
  summary: 'Has a proposal worked out for who should have whom from a day on; nothing changes by it',
  method: 'POST',
  path: '/api/proposals',
  permission: 'caseload.propose',
  input: z.object({
    occasion: z.enum(occasions),
    /** Who is hired, leaves or is ill; with no other occasion. */
    staffId: Id.nullable(),
    /** Which programme begins; with no other occasion. */
    programmeId: Id.nullable(),
    /** Who takes those in the programme that begins; none is whoever has some of them already. */
    takerIds: z.array(Id).max(200).default([]),
    /** Null for what is usual with the occasion; nothing else is possible for `hired` and `evenOut`. */
    scope: z.enum(scopes).nullable().default(null),
    /** From today to twelve weeks ahead: nothing is known beyond. */
    effectiveOn: SensibleDay,
    note: text(500),
  }),
  output: z.object({ proposalId: z.number() }),
})

export const lockProposal = defineUseCase({
  name: 'proposal.lock',
  summary: 'Says with whom a young person stays or to whom he or she shall go, for the next solving',
  method: 'PUT',
  path: '/api/proposals/:proposalId/locks/:youthId',
  permission: 'caseload.propose',
  input: z.object({
    proposalId: Id,
    youthId: Id,
    /** Null takes the lock away; `stays` names the caseworker of today. Nobody is locked to whoever is away on the day. */
    lock: z.object({ kind: z.enum(['stays', 'goesTo']), staffId: Id }).nullable(),
  }),
  output: z.object({ locks: z.number() }),
})

export const solveProposalAgain = defineUseCase({
  name: 'proposal.solveAgain',
  summary:
    'Has a proposal worked out anew with its locks and the facts of today, as a new one that follows it',
  method: 'POST',
  path: '/api/proposals/:proposalId/again',
  permission: 'caseload.propose',
  input: z.object({
    proposalId: Id,
    version: Version,
    /** Null leaves the scope as it was. */
    scope: z.enum(scopes).nullable().default(null),
  }),
  output: z.object({ proposalId: z.number() }),
})

export const acceptProposal = defineUseCase({
  name: 'proposal.accept',
  summary:
    'Carries out all or some of the moves in one transaction; what has changed meanwhile is left and named',
  method: 'POST',
  path: '/api/proposals/:proposalId/accept',
  permission: 'caseload.propose',
  input: z.object({
    proposalId: Id,
    version: Version,
    /** Whose moves; null is all. */
    youthIds: z.array(Id).min(1).max(20_000).nullable(),
  }),
  output: z.object({
    carriedOut: z.number(),
    left: z.array(z.object({ youthId: z.number(), because: z.enum(leftBecause) })),
    notChosen: z.number(),
  }),
})

export const discardProposal = defineUseCase({
  name: 'proposal.discard',
  summary: 'Puts a proposal aside; it can still be read',
  method: 'POST',
  path: '/api/proposals/:proposalId/discard',
  permission: 'caseload.propose',
  input: z.object({ proposalId: Id, version: Version }),
  output: z.object({ version: z.number() }),
})

export const readProposalProblem = defineUseCase({
  name: 'proposal.problem',
  summary: 'The whole question of a proposal as a file for `medgang allocate`: keys and figures, no names',
  method: 'GET',
  path: '/api/proposals/:proposalId/problem',
  permission: 'caseload.propose',
  input: z.object({ proposalId: Id }),
  output: z.object({
    /** The file's content, in the form `medgang`. */
    problem: z.record(z.string(), z.unknown()),
  }),
})
