import type { Db } from '#server/database/connection.ts'

const source = 'Opdigtet til prøvekommunen'

/**
 * When the invented schools and the invented house are closed: three summers, the last autumn holiday and the next,
 * and the house in the fourth and third week before the schools begin. The house's lie ahead alone, since the invented
 * meetings of the past know nothing of them.
 */
export async function loadClosings(db: Db, today: Temporal.PlainDate): Promise<void> {
  const closings = [today.year - 1, today.year, today.year + 1].flatMap(year => {
    const begins = schoolYear(year)
    const autumn = mondayOfWeek(42, year).subtract({ days: 2 })
    const house = { from: begins.subtract({ weeks: 4 }), to: begins.subtract({ weeks: 2 }) }
    return [
      {
        kind: 'school',
        name: `Skolernes sommerferie ${year}`,
        during: { from: lastSaturdayOfJune(year), to: begins },
      },
      {
        kind: 'school',
        name: `Skolernes efterårsferie ${year}`,
        during: { from: autumn, to: autumn.add({ days: 9 }) },
      },
      ...(Temporal.PlainDate.compare(house.from, today) > 0
        ? [{ kind: 'house', name: `Sommerlukket ${year}`, during: house }]
        : []),
    ]
  })
  await db
    .insertInto('closing')
    .values(closings.map(closing => ({ ...closing, source, status: 'local' })))
    .execute()
}

function mondayOfWeek(week: number, year: number): Temporal.PlainDate {
  // 4 January always lies in the first week.
  const inFirst = new Temporal.PlainDate(year, 1, 4)
  return inFirst.subtract({ days: inFirst.dayOfWeek - 1 }).add({ weeks: week - 1 })
}

/** The second Monday of August. */
function schoolYear(year: number): Temporal.PlainDate {
  const first = new Temporal.PlainDate(year, 8, 1)
  return first.add({ days: ((8 - first.dayOfWeek) % 7) + 7 })
}

function lastSaturdayOfJune(year: number): Temporal.PlainDate {
  const last = new Temporal.PlainDate(year, 6, 30)
  return last.subtract({ days: (last.dayOfWeek + 1) % 7 })
}
