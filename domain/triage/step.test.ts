import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeReasons, heldTogether, keep, type Standing, type Step, standingAfter, undo } from './step.ts'

const staffId = fc.integer({ min: 1, max: 3 })
const key = fc.integer({ min: 1, max: 99 })

/** An enquiry as it can stand: what is taken is somebody's, what is merged is merged into something. */
const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.record({
    state: fc.constant('new' as const),
    handlerId: fc.constant(null),
    youthId: fc.constant(null),
    mergedInto: fc.constant(null),
    closeReason: fc.constant(null),
    closeNote: fc.constantFrom('', 'Fra sidst'),
  }),
  fc.record({
    state: fc.constant('taken' as const),
    handlerId: staffId,
    youthId: fc.constant(null),
    mergedInto: fc.constant(null),
    closeReason: fc.constant(null),
    closeNote: fc.constantFrom('', 'Fra sidst'),
  }),
  fc.record({
    state: fc.constant('closed' as const),
    handlerId: staffId,
    youthId: fc.option(key, { nil: null }),
    mergedInto: fc.constant(null),
    closeReason: fc.constantFrom(...closeReasons, 'passedOn'),
    closeNote: fc.string(),
  }),
  fc.record({
    state: fc.constant('merged' as const),
    handlerId: fc.option(staffId, { nil: null }),
    youthId: fc.option(key, { nil: null }),
    mergedInto: key,
    closeReason: fc.constant(null),
    closeNote: fc.constant(''),
  }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('take', 'giveTo', 'reopen'), staffId }),
  fc.record({
    kind: fc.constant('contact' as const),
    staffId,
    with: fc.constantFrom('youth' as const, 'sender' as const),
  }),
  fc.constant<Step>({ kind: 'release' }),
  fc.record({
    kind: fc.constant('close' as const),
    reason: fc.constantFrom(...closeReasons),
    note: fc.string(),
    staffId,
  }),
  fc.record({ kind: fc.constant('merge' as const), into: key }),
  fc.record({
    kind: fc.constant('become' as const),
    what: fc.constantFrom('linked' as const, 'registered' as const),
    youthId: key,
    staffId,
  }),
)

const isOpen = ({ state }: Standing) => state === 'new' || state === 'taken'

/** Whoever wrote is spoken with when it is somebody's case already. */
const isAnswer = ({ youthId }: Standing, taken: Step) =>
  youthId !== null && taken.kind === 'contact' && taken.with === 'sender'

describe('the steps of an enquiry', () => {
  it('in a case, speaking with whoever wrote changes nothing of how it stands', () => {
    fc.assert(
      fc.property(standing, step, (from, taken) => {
        fc.pre(isAnswer(from, taken))
        expect(standingAfter(from, taken)).toEqual(from)
      }),
    )
  })

  it('are taken from what is open alone, but for opening again and for answering whoever wrote', () => {
    fc.assert(
      fc.property(standing, step, (from, taken) => {
        const to = standingAfter(from, taken)
        if (to === null || isAnswer(from, taken)) return
        expect(isOpen(from)).toBe(taken.kind !== 'reopen')
      }),
    )
  })

  it('leave it as the database wants it', () => {
    fc.assert(
      fc.property(standing, step, (from, taken) => {
        const to = standingAfter(from, taken)
        if (to === null) return
        expect(to.state === 'taken' && to.handlerId === null).toBe(false)
        expect(to.state === 'merged').toBe(to.mergedInto !== null)
        expect(to.state === 'closed' && to.closeReason === null).toBe(false)
        expect(to.state === 'new' && to.handlerId !== null).toBe(false)
      }),
    )
  })

  it('merging and linking, undone, are as if nothing had been', () => {
    const merging = fc.oneof(
      fc.record({ kind: fc.constant('merge' as const), into: key }),
      fc.record({
        kind: fc.constant('become' as const),
        what: fc.constant('linked' as const),
        youthId: key,
        staffId,
      }),
    )
    fc.assert(
      fc.property(standing.filter(isOpen), merging, (from, taken) => {
        const to = standingAfter(from, taken)
        expect(to === null ? null : undo(to, keep(from))).toEqual(from)
      }),
    )
  })

  it('undo nothing else: what became somebody new in the register stays, and what was merged into it too', () => {
    const before = { wasState: 'new', wasHandlerId: null, wasCloseReason: null, wasCloseNote: '' } as const
    const open: Standing = {
      state: 'new',
      handlerId: null,
      youthId: null,
      mergedInto: null,
      closeReason: null,
      closeNote: '',
    }
    expect(undo(open, before)).toBeNull()
    expect(undo({ ...open, state: 'closed', youthId: 1, closeReason: 'registered' }, before)).toBeNull()
    expect(undo({ ...open, state: 'merged', mergedInto: 2, youthId: 1 }, before)).toBeNull()
    expect(undo({ ...open, state: 'closed', closeReason: 'spam' }, before)).toBeNull()
  })
})

describe('two enquiries that become one', () => {
  it('are somebody’s where either was, and nobody’s where neither was', () => {
    fc.assert(
      fc.property(standing, standing, (into, other) => {
        const { holder, isHandedOver, aside } = heldTogether(into, other)
        const own = into.state === 'taken' ? into.handlerId : null
        const others = other.state === 'taken' ? other.handlerId : null
        expect(holder).toBe(own ?? others)
        expect(isHandedOver).toBe(own === null && others !== null)
        expect(aside).toBe(own !== null && others !== null && own !== others ? others : null)
      }),
    )
  })
})
