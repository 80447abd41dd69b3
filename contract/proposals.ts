import { z } from 'zod'
import { leftBecause } from '#domain/caseload/acceptance.ts'
import { occasions } from '#domain/caseload/proposing.ts'
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

/** Why somebody should change caseworker: see MoveReason in domain/caseload/proposal-moves.ts. */
const MoveWhy = z.enum(['holderGone', 'hadNobody', 'locked', 'lightens', 'knownBefore', 'makesRoom'])

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
  why: MoveWhy,
  state: z.enum(['proposed', 'carriedOut', 'left', 'notChosen']),
  /** Why it was not carried out. */
  leftBecause: z.enum(leftBecause).nullable(),
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

/** What stands in the way, by its code in `proposals.fault_<code>`, with whom or what it is about. */
const ProposalFault = z.object({
  code: z.string(),
  youths: z.array(z.object({ youthId: z.number(), givenName: z.string(), familyName: z.string() })),
  staff: z.array(Name),
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
})
export type ProposalLock = z.output<typeof Lock>

const ProposalHead = z.object({
  proposalId: z.number(),
  state: z.enum(states),
  occasion: z.enum(occasions),
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
  certificate: Certificate.nullable(),
  loads: z.array(LoadChange),
  /** Who takes no part, and why. */
  staysOut: z.array(
    z.object({ staff: Name, why: z.enum(['hoursUnknown', 'awayWithDeputy']), cases: z.number() }),
  ),
  faults: z.array(ProposalFault),
})

export const readProposal = defineUseCase({
  name: 'proposal.read',
  summary: 'A proposal with every move, what it gains, its certificate and its locks',
  method: 'GET',
  path: '/api/proposals/:proposalId',
  permission: 'caseload.propose',
  input: z.object({ proposalId: Id }),
  output: ProposalHead.extend({
    today: Day,
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
    programmes: z.array(z.object({ programmeId: z.number(), name: z.string() })),
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
    /** From today to a year ahead. */
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
    /** Null takes the lock away; `stays` names the caseworker of today. */
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
  input: z.object({ proposalId: Id, version: Version }),
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
    youthIds: z.array(Id).min(1).max(1000).nullable(),
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
