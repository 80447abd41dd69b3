import type { allocation as danish } from '../da/allocation.ts'
import type { Translated } from '../translated.ts'

export const allocation = {
  noCases: 'There are no young people to allocate.',
  noCaseworkers: 'There are no staff to allocate to.',
  everybodyAway: 'All staff are away, so nobody can be given a young person.',
  loadPriceNotRising:
    'The price of load must rise step by step: whole percent, whole points, and never less than the step before.',
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
  ceilingOutOfRange:
    'The ceiling of the member of staff {{caseworker}} must be a whole number of minutes. It says {{value}}.',
  unknownCaseworker:
    'For the young person {{case}} the member of staff {{caseworker}} is named, who does not exist.',
  lockedToAway: 'The young person {{case}} is locked to {{caseworker}}, who is away.',
  lockedToForbidden:
    'The young person {{case}} is locked to {{caseworker}}, who may not have them ({{reason}}).',
  locksAboveCeiling:
    'The young people locked to {{caseworker}} take {{minutes}} minutes a month, but the ceiling is {{ceiling}}.',
  notEnoughRoom:
    'There is not room for everybody: the young people take at least {{minutes}} minutes a month, and under the ceilings there are {{ceiling}}.',
  rulesConflict:
    'The rules cannot all be kept: {{cases}} must have somebody, and the ceilings of {{caseworkers}} leave no room.',
  andMore_one: '{{names}} and {{count}} more',
  andMore_other: '{{names}} and {{count}} more',
  notFound: 'No allocation that keeps the rules was found. Try with more seconds.',

  noFile: 'Say which file to allocate from.',
  fileMissing: 'The file {{path}} cannot be read.',
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
    'Problem {{instance}}: {{objective}} points, at most {{gap}} % above the best possible ({{seconds}} s).',
} satisfies Translated<typeof danish>
