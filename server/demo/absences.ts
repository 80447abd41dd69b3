import type { DayNumber } from '#domain/calendar/day-number.ts'
import { colleagues } from './staff-list.ts'

/** In how many days Ole Vinther goes on leave. */
export const oleLeavesIn = 21

export interface DemoAbsence {
  staff: number
  kind: 'holiday' | 'illness' | 'leave' | 'course'
  from: DayNumber
  to: DayNumber
  deputy: number | null
}

function find(name: string): number {
  const at = colleagues.findIndex(({ given, family }) => `${given} ${family}` === name)
  if (at < 0) throw new RangeError('nobody of that name in the list of colleagues')
  return at
}

/** One on leave, one about to go, one ill whose deputy stands in, some on holiday, one on a course. */
export function absencesAround(today: DayNumber): DemoAbsence[] {
  const away = (
    name: string,
    kind: DemoAbsence['kind'],
    from: number,
    to: number,
    deputy: string | null = null,
  ): DemoAbsence => ({
    staff: find(name),
    kind,
    from: today + from,
    to: today + to,
    deputy: deputy === null ? null : find(deputy),
  })
  return [
    away('Gitte Stald', 'leave', -46, 120, 'Anne-Grethe Falk'),
    away('Ole Vinther', 'leave', oleLeavesIn, 205),
    away('Torben Holst', 'illness', -9, 8, 'Mehmet Toprak'),
    away('Lone Askov', 'illness', -3, 4, 'Flemming Thy'),
    away('Birgit Toftlund', 'holiday', -2, 6),
    away('Tina Svane', 'holiday', 10, 18),
    away('Hanne Lund', 'holiday', 16, 23, 'Åse Kjær'),
    away('Ulla Kirkeby', 'holiday', 3, 11),
    away('Malene Gram', 'course', 5, 7),
  ]
}

/** Who really meets the young people of a member of staff on a day: a deputy while the other is away; null: nobody. */
export function presentOn(absences: readonly DemoAbsence[], staff: number, day: DayNumber): number | null {
  const absence = absences.find(row => row.staff === staff && row.from <= day && day < row.to)
  return absence === undefined ? staff : absence.deputy
}
