import type { allocation as danish } from '../da/allocation.ts'
import type { Translated } from '../translated.ts'

export const allocation = {
  noCases: 'There are no young people to allocate.',
  noCaseworkers: 'There are no staff to allocate to.',
  everybodyAway: 'All staff are away, so nobody can be given a young person.',
  sumsTooLarge:
    'The prices of load and all the minutes come to so much that it cannot be worked out exactly. Lower the prices, or look for a member of staff with far too few minutes.',
  loadPriceNotRising:
    'The price of load must rise step by step: whole percent, whole points, and never less than the step before.',
  ownPriceNotRising: 'The price of load for {{caseworker}} must rise step by step.',
  duplicateCase: 'The young person {{case}} is there more than once.',
  duplicateCaseworker: 'The member of staff {{caseworker}} is there more than once.',
  duplicatePair: 'For the young person {{case}} the same member of staff is there more than once.',
  nobodyMay: 'Nobody may have the young person {{case}}, who may not wait either.',
  aboveEveryCeiling: 'The young person {{case}} takes more time than there is under anybody’s ceiling.',
  minutesOutOfRange:
    'Minutes a month for the young person {{case}} must be a whole number above 0, and no more than a month has. It says {{value}}.',
  costOutOfRange:
    'Points for the young person {{case}} must be a whole number within 100 million. It says {{value}}.',
  capacityOutOfRange:
    'Minutes a month for the member of staff {{caseworker}} must be a whole number above 0, and no more than a month has. It says {{value}}. For somebody who is away, set "available" to false.',
  limitOutOfRange:
    'The ceiling of the member of staff {{caseworker}} must be a whole number of young people or of minutes. It says {{value}}.',
  baseOutOfRange:
    'What the member of staff {{caseworker}} has beside must be whole numbers from 0, and no more minutes than a month has. It says {{value}}.',
  baseAboveLimit: 'The member of staff {{caseworker}} has {{taken}} beside, but the ceiling is {{most}}.',
  unknownCaseworker:
    'For the young person {{case}} the member of staff {{caseworker}} is named, who does not exist.',
  lockedToAway: 'The young person {{case}} is locked to {{caseworker}}, who is away.',
  lockedToForbidden:
    'The young person {{case}} is locked to {{caseworker}}, who may not have them ({{reason}}).',
  locksAboveCeiling: 'Locked to {{caseworker}}: {{locked}}, but the ceiling leaves room for {{most}} only.',
  notEnoughRoom:
    'There is not room for everybody: at least {{needed}} must have a place, and the ceilings leave room for {{room}}.',
  rulesConflict:
    'The rules cannot all be kept: {{cases}} must have somebody, and there is no room under the ceilings of {{limits}}.',
  limitOf: '{{caseworker}} ({{most}})',
  amount_minutes_one: '{{count}} minute a month',
  amount_minutes_other: '{{count}} minutes a month',
  amount_cases_one: '{{count}} young person',
  amount_cases_other: '{{count}} young people',
  amountIn: '{{what}} in {{group}}',
  andMore_one: '{{names}} and {{count}} more',
  andMore_other: '{{names}} and {{count}} more',
  notFound: 'No allocation that keeps the rules was found. Try with more seconds.',

  noFile: 'Say which file to allocate from.',
  fileMissing: 'The file {{path}} cannot be read.',
  notUtf8: 'The file {{path}} is not written in UTF-8. Save it as UTF-8 and try again.',
  notJson: 'The file {{path}} is not JSON.',
  notOfForm:
    'The file {{path}} is not of the right form. The first thing that is wrong is {{place}}. See docs/allocation.md.',
  theWhole: 'the file as a whole',
  badGap: 'The file {{path}} is not a file of generalized assignment problems. See docs/allocation.md.',
  noInstance_one: 'The file has {{count}} problem, so there is no number {{number}}.',
  noInstance_other: 'The file has {{count}} problems, so there is no number {{number}}.',
  badNumber: '{{option}} must be a whole number from {{least}} to {{most}}, but is "{{given}}".',
  badFormat: 'There is no format "{{given}}". Choose medgang or orlib-gap.',
  found:
    'Problem {{instance}}: {{objective}} points, at most {{gap}}% above the best possible ({{seconds}} s). The same again: --iterations {{iterations}} --nodes {{nodes}} --seed {{seed}}.',
} satisfies Translated<typeof danish>
