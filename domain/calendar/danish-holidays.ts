import { type DayNumber, dayNumberOf } from './day-number.ts'

export type DanishHoliday =
  | 'newYearsDay'
  | 'maundyThursday'
  | 'goodFriday'
  | 'easterSunday'
  | 'easterMonday'
  | 'greatPrayerDay'
  | 'ascensionDay'
  | 'whitSunday'
  | 'whitMonday'
  | 'christmasDay'
  | 'secondChristmasDay'

export type MunicipalClosingDay = 'constitutionDay' | 'christmasEve' | 'newYearsEve'

/** Store bededag is a working day from 2024 on: Act 214 of 6 March 2023. */
const lastYearWithGreatPrayerDay = 2023

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Jones and Butcher). */
export function easterSunday(year: number): DayNumber {
  const a = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * a + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((a + 11 * epact + 22 * toSunday) / 451)
  const monthAndDay = epact + toSunday - 7 * late + 114
  return dayNumberOf(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1)
}

/** The Danish public holidays (helligdage) of a year. */
export function danishHolidays(year: number): ReadonlyMap<DanishHoliday, DayNumber> {
  const easter = easterSunday(year)
  const holidays = new Map<DanishHoliday, DayNumber>([
    ['newYearsDay', dayNumberOf(year, 1, 1)],
    ['maundyThursday', easter - 3],
    ['goodFriday', easter - 2],
    ['easterSunday', easter],
    ['easterMonday', easter + 1],
    ['ascensionDay', easter + 39],
    ['whitSunday', easter + 49],
    ['whitMonday', easter + 50],
    ['christmasDay', dayNumberOf(year, 12, 25)],
    ['secondChristmasDay', dayNumberOf(year, 12, 26)],
  ])
  if (year <= lastYearWithGreatPrayerDay) holidays.set('greatPrayerDay', easter + 26)
  return holidays
}

/**
 * Days that are no public holidays, but on which a municipality's offices are closed by custom and collective
 * agreement: Constitution Day (grundlovsdag), Christmas Eve and New Year's Eve.
 */
export function municipalClosingDays(year: number): ReadonlyMap<MunicipalClosingDay, DayNumber> {
  return new Map<MunicipalClosingDay, DayNumber>([
    ['constitutionDay', dayNumberOf(year, 6, 5)],
    ['christmasEve', dayNumberOf(year, 12, 24)],
    ['newYearsEve', dayNumberOf(year, 12, 31)],
  ])
}
