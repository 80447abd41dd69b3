import { contains, type Period } from '#domain/calendar/period.ts'
import type { Clock, Deadline } from './types.ts'

export interface KeptShare {
  kept: number
  due: number
}

/**
 * Of the obligations that fell due in `period` and were not excused, how many were kept: fulfilled on or before the
 * due day (a call in between: before its window was over). Never a percentage: 0 of 0 is "nothing due".
 *
 * What has not yet run out on `today` is left out on both sides, also when it is already fulfilled. Otherwise
 * whoever is ahead would count, and whoever still has time would not.
 *
 * The same in SQL, over stored rows:
 *
 *     select count(*) filter (where state = 'onTime') as kept, count(*) as due from deadline
 *     where due_day >= :from and due_day < :to and window_to < :today and state <> 'excused'
 *
 * @param clock only this clock; both when left out
 */
export function keptShare(
  deadlines: Iterable<Pick<Deadline, 'state' | 'clock' | 'dueDay' | 'windowTo'>>,
  period: Period,
  today: Temporal.PlainDate,
  clock?: Clock,
): KeptShare {
  let kept = 0
  let due = 0
  for (const deadline of deadlines) {
    if (clock !== undefined && deadline.clock !== clock) continue
    if (deadline.state === 'excused' || !contains(period, deadline.dueDay)) continue
    if (Temporal.PlainDate.compare(deadline.windowTo, today) >= 0) continue
    due += 1
    if (deadline.state === 'onTime') kept += 1
  }
  return { kept, due }
}
