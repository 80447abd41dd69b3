import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  acceptProposal,
  askProposal,
  discardProposal,
  listProposals,
  lockProposal,
  readProposal,
  solveProposalAgain,
} from '#contract/proposals.ts'
import { occasions } from '#domain/caseload/proposing.ts'
import { proposalsForTest, solveSimply } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let theirs: number[]

beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  b = it.second.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  await it.clear()
  theirs = [await it.youth(a), await it.youth(a), await it.youth(a)]
  await it.youth(b)
})

const leaves = { occasion: 'leaves', programmeId: null, effectiveOn: '2026-12-01', note: '' }
async function asked(over: object = {}): Promise<number> {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, { ...leaves, staffId: a, ...over })
  return proposalId
}
async function solved(over: object = {}): Promise<number> {
  const proposalId = await asked(over)
  await it.run(proposalId)
  return proposalId
}
const read = (proposalId: number) => it.get(it.leader.cookie, readProposal, { proposalId })
const accept = async (proposalId: number, over: object = {}, cookie = it.leader.cookie) => {
  const { version } = await read(proposalId)
  return it.ask(cookie, acceptProposal, { proposalId, version, youthIds: null, ...over })
}
const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code

describe('asking', () => {
  test('queues a proposal that changes nothing, and is told as waiting', async () => {
    const proposalId = await asked()
    expect(await read(proposalId)).toMatchObject({
      state: 'queued',
      occasion: 'leaves',
      about: { staffId: a },
      outcome: null,
      moves: [],
    })
    expect(await it.holder(theirs[0] ?? 0, '2026-12-01')).toBe(a)
  })

  test.each([
    [{ staffId: null }, 'staffId', 'required'],
    [{ staffId: 999_999 }, 'staffId', 'notInRole'],
    [{ occasion: 'programme', programmeId: null }, 'programmeId', 'required'],
    [{ occasion: 'programme', programmeId: 999_999 }, 'programmeId', 'invalid'],
    [{ takerIds: [1] }, 'takerIds', 'invalid'],
    [{ occasion: 'evenOut', scope: 'needed' }, 'scope', 'invalid'],
    [{ effectiveOn: '2026-11-22' }, 'effectiveOn', 'dayPassed'],
    [{ effectiveOn: '2027-02-16' }, 'effectiveOn', 'beyondForecast'],
  ])('refuses %o at the field', async (over, field, code) => {
    const { status, body } = await it.ask(it.leader.cookie, askProposal, { ...leaves, staffId: a, ...over })
    expect(status).toBe(400)
    expect(body.error.fields).toMatchObject([{ field, code }])
  })

  test('whatever is asked is refused at a field or worked out, and leaves nothing half asked', async () => {
    const someone = fc.constantFrom(null, a, b, 0, -1, 999_999, Number.MAX_SAFE_INTEGER)
    const anything = fc.record({
      occasion: fc.constantFrom(...occasions),
      staffId: someone,
      programmeId: someone,
      takerIds: fc.oneof(
        fc.array(fc.constantFrom(a, b, 0, 999_999), { maxLength: 4 }),
        fc.constant(Array.from({ length: 201 }, () => a)),
      ),
      scope: fc.constantFrom(null, 'needed', 'all', 'some'),
      effectiveOn: fc.constantFrom('2026-11-23', '2027-02-15', '2027-02-16', '2026-02-30', '1979-01-01', ''),
      note: fc.constantFrom('', 'x'.repeat(500), 'x'.repeat(501)),
    })
    await fc.assert(
      fc.asyncProperty(anything, async input => {
        const { status, body } = await it.ask(it.leader.cookie, askProposal, input)
        if (status === 200) {
          const { state, occasion } = await read(body.proposalId)
          expect([state, occasion]).toEqual(['queued', input.occasion])
          await it.get(it.leader.cookie, discardProposal, { proposalId: body.proposalId, version: 1 })
        } else {
          expect(status).toBe(400)
          expect(body.error.fields.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is for leaders, like everything about proposals', async () => {
    const proposalId = await solved()
    const { version } = await read(proposalId)
    const all = [
      [askProposal, { ...leaves, staffId: a }],
      [readProposal, { proposalId }],
      [listProposals, {}],
      [lockProposal, { proposalId, youthId: theirs[0], lock: null }],
      [solveProposalAgain, { proposalId, version }],
      [acceptProposal, { proposalId, version, youthIds: null }],
      [discardProposal, { proposalId, version }],
    ] as const
    for (const [useCase, input] of all)
      expect((await it.ask(it.first.cookie, useCase, input)).status, useCase.name).toBe(403)
  })

  test('whatever is typed as a note comes back as it was, and is never executed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 120 }), async note => {
        const { status, body } = await it.ask(it.leader.cookie, askProposal, { ...leaves, staffId: a, note })
        if (status === 200) {
          expect((await read(body.proposalId)).note).toBe(note.trim())
          await it.get(it.leader.cookie, discardProposal, { proposalId: body.proposalId, version: 1 })
        } else expect(body.error.fields).toMatchObject([{ field: 'note' }])
      }),
      { numRuns: 25 },
    )
  })
})

describe('solving', () => {
  test('gives every move with who, from, to and gain, and notes that they were read', async () => {
    const proposalId = await solved()
    const { state, moves, outcome } = await read(proposalId)
    expect(state).toBe('ready')
    expect(moves.map(({ youthId }) => youthId).toSorted()).toEqual(theirs.toSorted())
    for (const move of moves) {
      expect(move).toMatchObject({ from: { staffId: a }, why: 'holderGone', state: 'proposed' })
      expect([b, it.third.staffId]).toContain(move.to?.staffId)
      expect(move.gain).toBeGreaterThan(0)
    }
    expect(outcome?.keepPoints).toBeGreaterThan(outcome?.points ?? 0)
    expect(outcome?.curve).toHaveLength(4)
    expect(outcome?.certificate?.inputHash).toMatch(/^[0-9a-f]{64}$/)
    const { rows } = await it.owner.query(
      `select youth_ids from read_log where action = 'proposal.read' order by id desc limit 1`,
    )
    expect(rows[0].youth_ids.map(Number).toSorted()).toEqual(theirs.toSorted())
  })

  test('what an older version worked out is read as well', async () => {
    const proposalId = await solved()
    await it.owner.query(`update proposal set outcome = outcome - 'going' - 'begins' where id = $1`, [
      proposalId,
    ])
    expect(await read(proposalId)).toMatchObject({ state: 'ready', outcome: { going: [], begins: null } })
  })

  test('the same facts give the same input', async () => {
    const [one, two] = [await solved(), await solved()]
    const hash = async (id: number) => (await read(id)).outcome?.certificate?.inputHash
    expect(await hash(one)).toBe(await hash(two))
  })

  test('run twice at once, or killed in the middle and run again, leaves one result', async () => {
    const proposalId = await asked()
    await Promise.all([it.run(proposalId), it.run(proposalId)])
    expect((await read(proposalId)).moves).toHaveLength(3)
    await it.run(proposalId)
    expect((await read(proposalId)).moves).toHaveLength(3)

    const killed = await asked()
    // The first attempt never comes back; the second one is what the queue does after a crash.
    let wakeUp: () => void = () => undefined
    const asleep = new Promise<void>(resolve => {
      wakeUp = resolve
    })
    const first = it.run(
      killed,
      async problem => {
        await asleep
        return solveSimply(problem)
      },
      { most: 600_000, every: 600_000 },
    )
    await expect.poll(async () => (await read(killed)).state).toBe('solving')
    // Nothing has been heard of it for a minute.
    await it.owner.query(`update proposal set solving_seen_at = now() - interval '1 minute' where id = $1`, [
      killed,
    ])
    await it.run(killed)
    expect((await read(killed)).state).toBe('ready')
    const before = await read(killed)
    wakeUp()
    await first
    expect(await read(killed)).toEqual(before)
  })

  test('is done again when the facts change under it', async () => {
    const proposalId = await asked()
    let more: number | undefined
    await it.run(proposalId, async problem => {
      more ??= await it.youth(a)
      return solveSimply(problem)
    })
    expect((await read(proposalId)).moves.map(({ youthId }) => youthId)).toContain(more)
  })

  test('a solver that fails leaves a proposal that can be solved again, and nothing else', async () => {
    const proposalId = await asked()
    await it.run(proposalId, () => Promise.reject(new Error('out of memory')))
    const failed = await read(proposalId)
    expect(failed).toMatchObject({ state: 'failed', failedBecause: 'solverFailed', moves: [], outcome: null })
    const again = await it.get(it.leader.cookie, solveProposalAgain, { proposalId, version: failed.version })
    await it.run(again.proposalId)
    expect(await read(again.proposalId)).toMatchObject({ state: 'ready', failedBecause: null })
  })

  test('put aside while it is solved stays so', async () => {
    const proposalId = await asked()
    await it.run(proposalId, async problem => {
      const { version } = await read(proposalId)
      await it.get(it.leader.cookie, discardProposal, { proposalId, version })
      return solveSimply(problem)
    })
    expect(await read(proposalId)).toMatchObject({ state: 'discarded', moves: [] })
  })

  test('who is to get somebody else already is not asked about, and takes room of whoever has them', async () => {
    const [planned = 0] = theirs
    await it.owner.query(
      `update assignment set during = daterange(lower(during), '2026-12-10') where youth_id = $1`,
      [planned],
    )
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-10,)')`,
      [planned, b],
    )
    const { moves } = await read(await solved())
    expect(moves).toHaveLength(2)
    expect(moves.map(({ youthId }) => youthId)).not.toContain(planned)
  })

  test('a bar is a hard rule', async () => {
    const [youthId] = theirs
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'kinship', '[2026-01-01,)')`,
      [youthId, it.third.staffId],
    )
    const { moves } = await read(await solved())
    expect(moves.find(move => move.youthId === youthId)?.to?.staffId).toBe(b)
  })
})

describe('locks', () => {
  const lock = (proposalId: number, youthId: number, kind: string, staffId: number) =>
    it.ask(it.leader.cookie, lockProposal, { proposalId, youthId, lock: { kind, staffId } })

  test('are kept when solved again, as a new proposal that follows the first', async () => {
    const proposalId = await solved({ occasion: 'evenOut', staffId: null })
    const [first = 0, second = 0] = theirs
    expect((await lock(proposalId, first, 'goesTo', it.third.staffId)).body).toEqual({ locks: 1 })
    expect((await lock(proposalId, second, 'stays', a)).body).toEqual({ locks: 2 })
    expect((await lock(proposalId, first, 'goesTo', b)).body).toEqual({ locks: 2 })
    const { version } = await read(proposalId)
    const again = await it.get(it.leader.cookie, solveProposalAgain, { proposalId, version })
    await it.run(again.proposalId)
    const before = await read(proposalId)
    expect(before).toMatchObject({ state: 'replaced', followedById: again.proposalId })
    const after = await read(again.proposalId)
    expect(after).toMatchObject({ state: 'ready', followsId: proposalId })
    expect(after.locks).toHaveLength(2)
    expect(after.moves).toMatchObject([{ youthId: first, to: { staffId: b }, why: 'locked' }])
    // Once solved again, the first is done with.
    expect((await lock(proposalId, first, 'stays', a)).status).toBe(409)
    expect(codeOf(await accept(proposalId))).toBe('changedMeanwhile')
  })

  test('set after it was worked out hold back what goes against them, until it is solved again', async () => {
    const proposalId = await solved()
    const [move, other] = (await read(proposalId)).moves
    const elsewhere = move?.to?.staffId === b ? it.third.staffId : b
    await lock(proposalId, move?.youthId ?? 0, 'goesTo', elsewhere)
    const refused = await accept(proposalId)
    expect(refused.status).toBe(409)
    expect(refused.body.error.reason).toBe('proposalLocksUnmet')
    expect(await it.holder(move?.youthId ?? 0, '2026-12-01')).toBe(a)
    expect((await accept(proposalId, { youthIds: [other?.youthId] })).body.carriedOut).toBe(1)
  })

  test('that could never be kept are refused at the field', async () => {
    const proposalId = await solved()
    const [youthId = 0] = theirs
    const fieldsOf = async (kind: string, staffId: number) =>
      (await lock(proposalId, youthId, kind, staffId)).body.error?.fields
    expect(await fieldsOf('stays', b)).toEqual([{ field: 'lock.staffId', code: 'notTheCaseworker' }])
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'conflict', '[2026-01-01,)')`,
      [youthId, b],
    )
    expect(await fieldsOf('goesTo', b)).toEqual([{ field: 'lock.staffId', code: 'barred' }])
    expect((await lock(proposalId, 999_999, 'goesTo', b)).status).toBe(404)
  })

  test('are offered to whoever is there with time on the day, and to nobody else', async () => {
    const offered = async () =>
      (await read(await solved())).caseworkers.map(({ staffId }) => staffId).toSorted()
    expect(await offered()).toEqual([b, it.third.staffId].toSorted())
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'illness', '[2026-11-30,)')`,
      [b],
    )
    expect(await offered()).toEqual([it.third.staffId])
    await it.owner.query('delete from staff_absence')
  })

  test('are taken away also where nothing could be worked out', async () => {
    const proposalId = await solved()
    const [youthId = 0] = theirs
    await lock(proposalId, youthId, 'goesTo', b)
    await it.owner.query(
      `update proposal set state = 'failed', failed_because = 'solverFailed' where id = $1`,
      [proposalId],
    )
    const { locks } = await it.get(it.leader.cookie, lockProposal, { proposalId, youthId, lock: null })
    expect(locks).toBe(0)
  })
})

test('discarding keeps what was said and ends it', async () => {
  const proposalId = await solved()
  const { version } = await read(proposalId)
  expect(await it.ask(it.leader.cookie, discardProposal, { proposalId, version })).toEqual({
    status: 200,
    body: { version: version + 1 },
  })
  const after = await read(proposalId)
  expect(after).toMatchObject({ state: 'discarded', settledBy: { staffId: it.leader.staffId } })
  expect(after.moves).toHaveLength(3)
  expect(codeOf(await accept(proposalId))).toBe('changedMeanwhile')
})

test('the list shows the newest first, and not those that another has replaced', async () => {
  const proposalId = await solved()
  const { version } = await read(proposalId)
  const again = await it.get(it.leader.cookie, solveProposalAgain, { proposalId, version })
  const { proposals, caseworkers } = await it.get(it.leader.cookie, listProposals)
  const ids = proposals.map(each => each.proposalId)
  expect(ids[0]).toBe(again.proposalId)
  expect(ids).not.toContain(proposalId)
  expect(caseworkers.map(({ staffId }) => staffId)).toContain(a)
})
