/** Who agreed to it: the young person, or whoever has custody. */
export type ConsentBy = 'youth' | 'guardian'

/** From this age a young person who grasps what it means consents themselves. */
const ownConsentAge = 15

/**
 * Whose consent is needed before somebody else is told what came of an enquiry; null where nothing is known of the
 * age, so that whoever asks must judge. The young person who wrote is told without.
 */
export function consentNeeded(
  birthDate: Temporal.PlainDate | null,
  age: number | null,
  today: Temporal.PlainDate,
): ConsentBy | null {
  const years = birthDate === null ? age : birthDate.until(today, { largestUnit: 'years' }).years
  if (years === null) return null
  return years >= ownConsentAge ? 'youth' : 'guardian'
}

/** What is wrong with a consent, as a code of the language files; null where it can be written down. */
export function consentFault(
  needed: ConsentBy | null,
  given: ConsentBy | null,
): 'required' | 'consentFromYouth' | 'consentFromGuardian' | null {
  if (given === null) return 'required'
  if (needed === null || needed === given) return null
  return needed === 'youth' ? 'consentFromYouth' : 'consentFromGuardian'
}
