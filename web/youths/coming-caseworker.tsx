import type { Youth } from '#contract/youths-person.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { isCurrent } from './periods.ts'

/** For whoever is to be the caseworker and reads along until then: from when, and what does not open before. */
export function ComingCaseworker({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const { comesOn, relations, today, givenName: name } = youth
  if (comesOn === null) return null
  const holder = relations.find(row => row.role === 'caseworker' && isCurrent(row, today))
  return (
    <Alert tone="info" title={say('youth.comesTitle', { name, day: dates.day(comesOn, today) })}>
      {holder === undefined
        ? say('youth.comesTextAlone')
        : say('youth.comesText', { holder: `${holder.givenName} ${holder.familyName}` })}
    </Alert>
  )
}
