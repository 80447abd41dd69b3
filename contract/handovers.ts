import { z } from 'zod'
import { handoverSteps, noMeetings, toldHow } from '#domain/caseload/handover.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, SensibleDay, text } from './values.ts'

const Name = z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })

const Met = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('met'), day: Day }),
  z.object({ kind: z.literal('booked'), day: Day, appointmentId: z.number(), isPast: z.boolean() }),
  z.object({ kind: z.literal('fellThrough'), day: Day }),
  z.object({ kind: z.literal('none'), day: Day, reason: z.enum(noMeetings), note: z.string() }),
])

const Handover = z.object({
  handoverId: z.number(),
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  from: Name,
  to: Name,
  since: Day,
  endedOn: Day.nullable(),
  /** Ended by itself, unfinished. */
  hasLapsed: z.boolean(),
  told: z.object({ day: Day, how: z.enum(toldHow), by: Name.nullable() }).nullable(),
  met: Met.nullable(),
  received: z.object({ day: Day, by: Name.nullable() }).nullable(),
  next: z.enum(handoverSteps).nullable(),
  isDone: z.boolean(),
  /** The reader gives or receives; null is neither. */
  mine: z.enum(['gives', 'receives']).nullable(),
  /** Whether the reader may open the young person's page today. */
  inSight: z.boolean(),
  /** For whoever receives, the day from which the page can be read, while that lies ahead; else null. */
  opensOn: Day.nullable(),
})
export type Handover = z.output<typeof Handover>

export const listHandovers = defineUseCase({
  name: 'handover.list',
  summary: 'Open handovers that the reader gives or receives, with what is left to do',
  method: 'GET',
  path: '/api/handovers',
  permission: 'handover.write',
  input: z.object({}),
  output: z.object({ today: Day, handovers: z.array(Handover) }),
})

export const listStalledHandovers = defineUseCase({
  name: 'handover.stalled',
  summary: 'Handovers that nobody has finished in four weeks, and those that lately ended by themselves',
  method: 'GET',
  path: '/api/handovers/stalled',
  permission: 'caseload.propose',
  input: z.object({}),
  output: z.object({
    today: Day,
    total: z.number(),
    /** The oldest first, at most 20. */
    handovers: z.array(
      z.object({
        handoverId: z.number(),
        youthId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        from: Name,
        to: Name,
        since: Day,
        /** The last day on which it can be finished. */
        endsOn: Day,
        /** The day on which it ended by itself; null while it is open. */
        endedOn: Day.nullable(),
      }),
    ),
  }),
})

export const readHandover = defineUseCase({
  name: 'handover.read',
  summary: 'The latest handover of a young person, and the meetings that may be the joint one',
  method: 'GET',
  path: '/api/youths/:youthId/handover',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    /** Open, or ended within the last 31 days; null: none. */
    handover: Handover.extend({
      /** Whether the reader may write down what has been done. */
      mayWrite: z.boolean(),
      /** Where the receiver can be reached, for the letter. */
      toPhone: z.string().nullable(),
      toProfession: z.string(),
      /** Booked meetings with one of the two, from today on. */
      appointments: z.array(
        z.object({ appointmentId: z.number(), startsAt: Instant, staff: Name, place: z.string() }),
      ),
      /** Meetings that were held with one of the two since the handover began. */
      contacts: z.array(z.object({ contactId: z.number(), day: Day, staff: Name.nullable() })),
      /** Appointments that are still booked with whoever has given the young person, from the first day of the new one. */
      bookedWithFormer: z.number(),
    }).nullable(),
  }),
})

const happened = { handoverId: Id }
const standing = z.object({ next: z.enum(handoverSteps).nullable(), isDone: z.boolean() })

export const tellYouth = defineUseCase({
  name: 'handover.tell',
  summary: 'Says that the young person has been told who the new caseworker is, how and when',
  method: 'POST',
  path: '/api/handovers/:handoverId/told',
  permission: 'handover.write',
  input: z.object({ ...happened, how: z.enum(toldHow), day: SensibleDay }),
  output: standing,
})

export const meetTogether = defineUseCase({
  name: 'handover.meet',
  summary: 'Names the joint meeting, booked or held, or says why there is none',
  method: 'POST',
  path: '/api/handovers/:handoverId/meeting',
  permission: 'handover.write',
  input: z.object({
    ...happened,
    meeting: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('booked'), appointmentId: Id }),
      z.object({ kind: z.literal('met'), contactId: Id }),
      z.object({ kind: z.literal('none'), reason: z.enum(noMeetings), note: text(500) }),
    ]),
  }),
  output: standing,
})

export const receiveYouth = defineUseCase({
  name: 'handover.receive',
  summary: 'The receiver has read the notes, and says so',
  method: 'POST',
  path: '/api/handovers/:handoverId/received',
  permission: 'handover.write',
  input: z.object(happened),
  output: standing,
})
