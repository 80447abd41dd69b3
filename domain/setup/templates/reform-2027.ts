import { statutoryRules } from '#domain/rhythm/templates/statutory.ts'
import { targetGroups } from './everywhere.ts'

const day = Temporal.PlainDate.from('2027-01-01')

const missing = [
  'De fem nye målgrupper: navne og definitioner. De står ikke i vores kilder. Skriv dem ind, når loven er vedtaget.',
  'Hvilke krav om samtaler der gælder efter loven, og om reglen om første samtale inden 7 dage består.',
  'Lovens nummer og paragraf som kilde for hele ændringen.',
]

/** What goes with the thirteen groups, the education orders and the special rules for young people. */
const goes = [
  ...new Set(
    statutoryRules
      .filter(({ during: { to } }) => to === null || Temporal.PlainDate.compare(to, day) > 0)
      .filter(
        ({ anchor, fulfilledBy }) =>
          anchor === 'assessment' ||
          anchor === 'orderStep' ||
          fulfilledBy.some(kind => kind === 'orderStep' || kind === 'finalAssessment'),
      )
      .map(({ key }) => key),
  ),
]

/**
 * The announced reform as a draft, as far as its agreement text tells: thirteen target groups become five, and
 * education orders and the special rules for young people go. What is not in our sources is missing in the draft and
 * says so, and a draft in which something is missing cannot be adopted. The municipality's own work status stays.
 */
export const reformOf2027 = {
  title: 'Ny beskæftigelseslov: 13 målgrupper bliver til 5',
  source: 'Aftaleteksten om en ny beskæftigelsesindsats. Loven er ikke vedtaget.',
  status: 'Varslet. Datoen er ventet, og lovteksten er ikke fundet.',
  fromDay: day,
  changes: [
    ...goes.map(key => ({ kind: 'endRule' as const, key })),
    ...targetGroups
      .filter(({ status }) => status === 'law')
      .map(({ key }) => ({ kind: 'endGroup' as const, code: key })),
    ...missing.map(text => ({ kind: 'missing' as const, text })),
  ],
}
