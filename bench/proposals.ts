import type { readProposal } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { benchToken, scenarios } from './scenarios.ts'
import { leader, onUnit, type Place, query, unitSize } from './unit.ts'

/** What happens before a proposal is asked for, and what is asked; one after the other on the same unit. */
const occasions = [
  { what: 'one leaves', before: '', ask: { occasion: 'leaves', staffId: 7, programmeId: null } },
  {
    what: 'one is hired',
    before: `insert into staff (id, given_name, family_name, profession) overriding system value
        values (151, 'Rådgiver', 'Nummer 151', 'Socialrådgiver');
      insert into staff_role (staff_id, role, during) values (151, 'caseworker', '[2020-01-01,)');
      insert into staff_hours (staff_id, weekly_minutes, during) values (151, 2220, '[2020-01-01,)')`,
    ask: { occasion: 'hired', staffId: 151, programmeId: null },
  },
  {
    what: '5 % new',
    before: `delete from assignment where youth_id % 20 = 3 and not exists (
      select from handover h where h.youth_id = assignment.youth_id)`,
    ask: { occasion: 'newCases', staffId: null, programmeId: null },
  },
  {
    what: 'the load is evened out',
    before: '',
    ask: { occasion: 'evenOut', staffId: null, programmeId: null },
  },
  {
    what: 'everybody from nothing',
    before: `alter table proposal_move drop constraint proposal_move_became, drop constraint proposal_move_carried_out;
      truncate handover_event, handover; delete from assignment`,
    ask: { occasion: 'newCases', staffId: null, programmeId: null },
  },
] as const

/** One proposal all the way; times in seconds, over HTTP as a leader with row-level security. */
export interface ProposalRow {
  what: string
  moves: number
  /** From being asked for until it is ready. */
  ready: number
  /** How far above the best it is at the most, in percent. */
  gap: number | null
  /** Reading it, and how many kB that is. */
  read: number
  kilobytes: number
  accepted: number
  carriedOut: number
  handovers: number
  /** The longest that others waited meanwhile: for a day, for a contact of somebody in the proposal and of somebody else. */
  day: number
  inside: number
  outside: number
}

type Proposal = OutputOf<typeof readProposal>

/**
 * Asks for proposals in a unit of the aims' size, waits for them, reads and accepts them, and keeps others at work
 * meanwhile.
 */
export async function measureProposals(place: Place): Promise<ProposalRow[]> {
  const rows: ProposalRow[] = []
  await onUnit(place, 'proposals', whoeverLeads, async (address, url) => {
    // What the app does when it starts is not measured, and would turn us away.
    await new Promise(resolve => setTimeout(resolve, 15_000))
    for (const occasion of occasions) {
      if (occasion.before !== '') await query(url, occasion.before)
      const { what, ...row } = await one(address, url, place.today, occasion)
      rows.push({ what, ...row })
    }
  })
  return rows
}

/** Whoever leads has young people in this register, as a caseworker. */
const whoeverLeads = `insert into staff_role (staff_id, role, during) values (${leader}, 'caseworker', '[2020-01-01,)')`

async function one(
  address: string,
  url: string,
  today: Temporal.PlainDate,
  { what, ask }: (typeof occasions)[number],
): Promise<ProposalRow> {
  const call = caller(address)
  const asked = { ...ask, takerIds: [], scope: null, effectiveOn: today.toString(), note: '' }
  const begin = performance.now()
  const { proposalId } = (await call(leader, 'POST', '/api/proposals', asked)).body as { proposalId: number }
  let last = await call(leader, 'GET', `/api/proposals/${proposalId}`)
  while (['queued', 'solving'].includes((last.body as Proposal).state)) {
    await new Promise(resolve => setTimeout(resolve, 250))
    last = await call(leader, 'GET', `/api/proposals/${proposalId}`)
  }
  const ready = (performance.now() - begin) / 1000
  const again = await call(leader, 'GET', `/api/proposals/${proposalId}`)
  const proposal = again.body as Proposal
  if (proposal.state !== 'ready')
    throw new Error(`the proposal is ${proposal.state}: ${again.text.slice(0, 500)}`)
  const inside = new Set(proposal.moves.map(({ youthId }) => youthId))
  const outside = Array.from({ length: unitSize.youths }, (_, at) => at + 1).find(id => !inside.has(id)) ?? 1
  const stop = new AbortController()
  const [contact] = scenarios(Temporal.Now.instant()).filter(({ method }) => method === 'POST')
  const write = (youthId: number) => () =>
    call(leader, 'POST', `/api/youths/${youthId}/contacts`, {
      ...contact?.body,
      clientKey: crypto.randomUUID(),
    })
  const others = [
    longest(() => call(3, 'GET', '/api/day'), stop.signal),
    longest(write([...inside][0] ?? 1), stop.signal),
    longest(write(outside), stop.signal),
  ]
  await new Promise(resolve => setTimeout(resolve, 500))
  const accepting = performance.now()
  const { body } = await call(leader, 'POST', `/api/proposals/${proposalId}/accept`, {
    version: proposal.version,
    youthIds: null,
  })
  const accepted = (performance.now() - accepting) / 1000
  stop.abort()
  const [day = 0, waitedInside = 0, waitedOutside = 0] = await Promise.all(others)
  const [handovers] = await query(
    url,
    `select count(*)::int as count from handover where proposal_id = ${proposalId}`,
  )
  return {
    what,
    ...{ moves: proposal.moves.length, ready, gap: proposal.outcome?.certificate?.gap ?? null },
    ...{ read: again.seconds, kilobytes: again.text.length / 1000, accepted },
    carriedOut: (body as { carriedOut: number }).carriedOut,
    handovers: Number(handovers?.['count']),
    ...{ day, inside: waitedInside, outside: waitedOutside },
  }
}

interface Answer {
  body: unknown
  text: string
  seconds: number
}

function caller(address: string) {
  return async function ask(
    staffId: number,
    method: string,
    path: string,
    body?: object,
    begin = performance.now(),
  ): Promise<Answer> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        cookie: `medgang=${benchToken(staffId)}`,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const seconds = (performance.now() - begin) / 1000
    // Turned away for the moment: it is asked again, as the page does.
    if (response.status === 503) {
      await new Promise(resolve => setTimeout(resolve, 500))
      return ask(staffId, method, path, body, begin)
    }
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`)
    return { body: JSON.parse(text), text, seconds }
  }
}

/** Asks again and again until it is told to stop; the longest that one took, in seconds. */
async function longest(once: () => Promise<Answer>, signal: AbortSignal): Promise<number> {
  let most = 0
  while (!signal.aborted) {
    most = Math.max(most, (await once()).seconds)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return most
}
