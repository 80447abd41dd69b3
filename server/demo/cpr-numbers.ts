import { civilDay, type DayNumber } from '#domain/calendar/day-number.ts'
import { readCpr } from '#domain/person/cpr.ts'
import type { Gender } from './names.ts'
import type { Random } from './random.ts'

/**
 * Invented CPR numbers that can be nobody's: they read as numbers (a real day, a century that fits, an odd last
 * digit for men), but every one fails the modulus-11 check. Numbers that fail it have been issued since 2007 only
 * for people born on 1 January (cpr.dk, "Personnumre uden kontrolciffer"), and nobody here is born on that day.
 */
export function inventCprNumbers(random: Random): (birth: DayNumber, gender: Gender) => string {
  const used = new Set<string>()
  return (birth, gender) => {
    const { year, month, dayOfMonth } = civilDay(birth)
    const day = [dayOfMonth, month, year % 100].map(part => String(part).padStart(2, '0')).join('')
    for (;;) {
      const seventh = year < 2000 ? random.int(0, 3) : random.int(4, 9)
      const middle = String(random.int(0, 99)).padStart(2, '0')
      const last = random.int(0, 4) * 2 + (gender === 'male' ? 1 : 0)
      const digits = `${day}${seventh}${middle}${last}`
      const reading = readCpr(digits)
      if (!reading.ok) throw new RangeError('a birth date that no CPR number can hold')
      if (reading.cpr.modulus11 || used.has(digits)) continue
      used.add(digits)
      return digits
    }
  }
}
