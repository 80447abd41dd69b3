import type { DayNumber } from '#domain/calendar/day-number.ts'
import { workingOnOrAfter } from '#domain/calendar/working-day-numbers.ts'
import type { Life, Span, Times } from './life.ts'
import { calendar } from './meeting-days.ts'
import type { Random } from './random.ts'
import { colleagues, type DemoColleague } from './staff-list.ts'

export type AssignmentRole = 'caseworker' | 'educationAdviser' | 'contactPerson' | 'mentor'

/** Who follows somebody when; `staff` is the place in the list of colleagues. */
export interface Assigned extends Span {
  staff: number
  role: AssignmentRole
  reason: string
}

type Colleague = DemoColleague & { at: number }

const numbered: readonly Colleague[] = colleagues.map((colleague, at) => ({ ...colleague, at }))
const withRole = (role: AssignmentRole) => numbered.filter(({ roles }) => roles.includes(role))
const current = withRole('caseworker').filter(({ leftDaysAgo }) => leftDaysAgo === undefined)
const team = current.filter(({ inTeam }) => inTeam)
const others = current.filter(({ inTeam }) => !inTeam)
const settled = others.filter(({ startedDaysAgo }) => startedDaysAgo === undefined)
const gone = withRole('caseworker').filter(({ leftDaysAgo }) => leftDaysAgo !== undefined)

/**
 * Gives everybody their caseworkers, past and present, so that each of the twenty has today exactly as many as
 * `staff-list.ts` says. One newcomer has nobody yet: the leader's page has something to show.
 */
export function assign(lives: readonly Life[], times: Times, random: Random): Assigned[][] {
  const teamSlots = slots(team, random)
  const otherSlots = slots(others, random)
  const newest = lives.findLast(life => life.groups.at(-1)?.group === 'notAssessed')
  return lives.map(life => {
    if (life === newest) return []
    const inTeam = life.programme?.to === null ? take(teamSlots) : null
    const elsewhere = life.open.to === null && inTeam === null ? take(otherSlots) : random.pick(settled)
    return [...caseworkers(life, inTeam, elsewhere, times, random), ...companions(life, times, random)]
  })
}

function slots(of: readonly Colleague[], random: Random): Colleague[] {
  return random.shuffled(
    of.flatMap(colleague => Array.from({ length: colleague.caseload ?? 0 }, () => colleague)),
  )
}

function take(free: Colleague[]): Colleague {
  const colleague = free.pop()
  if (!colleague) throw new RangeError('more young people than the caseloads of the staff list')
  return colleague
}

function caseworkers(
  life: Life,
  inTeam: Colleague | null,
  elsewhere: Colleague,
  { today }: Times,
  random: Random,
): Assigned[] {
  const { from, to } = life.open
  const { programme } = life
  const rows: Assigned[] = []
  const hold = (colleague: Colleague, start: DayNumber, end: DayNumber | null, reason: string) => {
    if (end === null || end > start)
      rows.push({ staff: colleague.at, role: 'caseworker', from: start, to: end, reason })
  }
  if (programme) {
    const joins = Math.max(from, programme.from)
    const [first, reason] = before(from, joins, elsewhere, today, random)
    rows.push(...first)
    hold(inTeam ?? random.pick(team), joins, earlier(programme.to, to), 'Begyndt i programmet')
    if (programme.to !== null && (to === null || to > programme.to)) {
      hold(elsewhere, programme.to, to, reason === '' ? 'Programmet er slut' : reason)
    }
    return rows
  }
  const beganAt =
    elsewhere.startedDaysAgo === undefined ? from : Math.max(from, today - elsewhere.startedDaysAgo + 1)
  const [first] = before(from, beganAt, gone[0] ?? elsewhere, today, random)
  if (beganAt > from) {
    rows.push(...first)
    hold(elsewhere, beganAt, to, 'Overtaget efter Kirsten Ahl')
    return rows
  }
  const length = (to ?? today) - from
  if (length > 150 && random.chance(0.22)) {
    const changed = changeDay(from, to ?? today, today, random)
    const previous = changed === bentLeft(today) ? (gone[1] ?? elsewhere) : random.pick(settled)
    if (previous.at !== elsewhere.at) {
      hold(previous, from, changed, 'Sagen oprettet')
      hold(
        elsewhere,
        changed,
        to,
        changed === bentLeft(today) ? 'Bent Rold er stoppet' : 'Omfordeling af sager',
      )
      return rows
    }
  }
  hold(elsewhere, from, to, 'Sagen oprettet')
  return rows
}

/** The caseworker before a change, and why the next one begins. */
function before(
  from: DayNumber,
  until: DayNumber,
  colleague: Colleague,
  today: DayNumber,
  random: Random,
): [Assigned[], string] {
  if (until <= from) return [[], '']
  const row = (staff: number, start: DayNumber, end: DayNumber, reason: string): Assigned => ({
    staff,
    role: 'caseworker',
    from: start,
    to: end,
    reason,
  })
  const left = bentLeft(today)
  const bent = gone[1]
  if (bent && from < left - 30 && until > left + 30 && random.chance(0.12)) {
    return [
      [row(bent.at, from, left, 'Sagen oprettet'), row(colleague.at, left, until, 'Bent Rold er stoppet')],
      '',
    ]
  }
  return [[row(colleague.at, from, until, 'Sagen oprettet')], '']
}

function changeDay(from: DayNumber, end: DayNumber, today: DayNumber, random: Random): DayNumber {
  const left = bentLeft(today)
  if (from < left - 30 && end > left + 30 && random.chance(0.6)) return left
  return workingOnOrAfter(random.int(from + 40, end - 40), calendar)
}

function bentLeft(today: DayNumber): DayNumber {
  return today - (gone[1]?.leftDaysAgo ?? 0)
}

/** Education advisers, mentors and contact persons beside the caseworker. */
function companions(life: Life, { today }: Times, random: Random): Assigned[] {
  const rows: Assigned[] = []
  const [teamAdviser, ...advisers] = withRole('educationAdviser')
  const { programme, open } = life
  const group = life.groups.at(-1)?.group
  const lasted = (open.to ?? today) - open.from
  const add = (
    role: AssignmentRole,
    staff: Colleague,
    from: DayNumber,
    to: DayNumber | null,
    reason: string,
  ) => {
    if (to === null || to > from) rows.push({ role, staff: staff.at, from, to, reason })
  }
  if (programme && teamAdviser) {
    add(
      'educationAdviser',
      teamAdviser,
      Math.max(open.from, programme.from),
      earlier(programme.to, open.to),
      'Med i teamet',
    )
  } else if (group === 'educationReady' && lasted > 20 && random.chance(0.55)) {
    add(
      'educationAdviser',
      random.pick(advisers),
      open.from + random.int(3, 18),
      open.to,
      'Valg af uddannelse',
    )
  }
  if (group === 'activityReady' && lasted > 90 && random.chance(0.2)) {
    const mentors = withRole('mentor')
    const from = open.from + random.int(30, lasted - 40)
    const ends = Math.min(from + 182, open.to ?? Number.POSITIVE_INFINITY)
    const mentor = programme && from >= programme.from ? mentors[0] : random.pick(mentors.slice(1))
    if (mentor) add('mentor', mentor, from, ends, 'Støtte i hverdagen')
  }
  if (group === 'educationReady' && lasted > 120 && random.chance(0.14)) {
    const from = (open.to ?? today) - random.int(20, 90)
    add(
      'contactPerson',
      random.pick(withRole('contactPerson')),
      from,
      open.to,
      'Følger med ind i uddannelsen',
    )
  }
  return rows
}

function earlier(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
