import { dayNumberOf, plainDate } from '#domain/calendar/day-number.ts'

/**
 * The day on which somebody is `age` years old: from its beginning, as Danish practice counts full years. Somebody born
 * on 29 February is so on 1 March of a common year, when the last day of the year of life has passed. No Danish statute
 * names that day; it follows from counting full years, as `ageOn` does, and is our own inference.
 *
 * @param age whole years, 0 or more
 */
export function birthday(birthDate: Temporal.PlainDate, age: number): Temporal.PlainDate {
  const year = birthDate.year + age
  const first = dayNumberOf(year, birthDate.month, 1)
  // Counted from the first of the month, the 29th of a February of 28 days is 1 March.
  return plainDate(first + birthDate.day - 1)
}
