import type { Phrase } from '#contract/language/say.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { languageChoices } from './languages.ts'
import type { RecordField, Theirs } from './merge-records.ts'
import { isBlank, type PersonValues } from './person-values.ts'
import { TakesFocus } from './takes-focus.tsx'

const labels = {
  cpr: 'register.cpr',
  birthDate: 'register.birthDate',
  givenName: 'register.givenName',
  familyName: 'register.familyName',
  phone: 'register.phone',
  email: 'register.email',
  preferredContact: 'register.preferred',
  address: 'register.address',
  postalCode: 'register.postalCode',
  city: 'register.city',
  protectedAddress: 'register.protectedAddress',
  language: 'register.language',
  needsInterpreter: 'register.interpreter',
  about: 'register.about',
  guardians: 'register.guardians',
} as const satisfies Record<RecordField, Phrase>

/** Theirs beside mine, field by field, and a press that brings theirs in. */
export function Meanwhile({
  theirs,
  mine,
  onTake,
}: {
  theirs: Theirs
  mine: PersonValues
  onTake: (field: RecordField) => void
}) {
  const say = useSay()
  const dates = useDates()
  const written = useWritten()
  return (
    <TakesFocus>
      <Alert tone="warning" live title={say('register.meanwhileTitle')}>
        {theirs.taken.length > 0 && (
          <p>
            {say('register.meanwhileTaken', {
              fields: dates.list(theirs.taken.map(field => say(labels[field]))),
            })}
          </p>
        )}
        <p>{say(theirs.clashing.length > 0 ? 'register.meanwhileClash' : 'register.meanwhileNoClash')}</p>
        {theirs.clashing.length > 0 && (
          <ul className="mg-register-clashes" aria-label={say('register.meanwhileTable')}>
            {theirs.clashing.map(field => (
              <li key={field}>
                <strong>{say(labels[field])}</strong>
                <dl>
                  <div>
                    <dt>{say('register.theirs')}</dt>
                    <dd>{written(field, theirs.values)}</dd>
                  </div>
                  <div>
                    <dt>{say('register.mine')}</dt>
                    <dd>{written(field, mine)}</dd>
                  </div>
                </dl>
                <Button
                  aria-label={say('register.useTheirsFor', { field: say(labels[field]) })}
                  onClick={() => onTake(field)}
                >
                  {say('register.useTheirs')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Alert>
    </TakesFocus>
  )
}

/** A field's value as it is read. */
function useWritten(): (field: RecordField, values: PersonValues) => string {
  const say = useSay()
  const dates = useDates()
  const text = (field: RecordField, values: PersonValues): string => {
    switch (field) {
      case 'birthDate':
        return values.birthDate === null ? '' : dates.numeric(values.birthDate)
      case 'preferredContact':
        return values.preferredContact === 'any'
          ? say('register.preferredAny')
          : say(`youth.prefers_${values.preferredContact}`)
      case 'protectedAddress':
      case 'needsInterpreter':
        return say(values[field] ? 'common.yes' : 'common.no')
      case 'language': {
        const choices = languageChoices(say, values.language)
        return choices.find(({ value }) => value === values.language)?.label ?? values.language
      }
      case 'guardians':
        return values.guardians
          .filter(guardian => !isBlank(guardian))
          .map(({ name, relation, phone, email, hasCustody }) =>
            [name, relation, phone ?? '', email ?? '', hasCustody && say('register.hasCustody')]
              .filter(Boolean)
              .join(', '),
          )
          .join('\n')
      default:
        return values[field]?.trim() ?? say('register.hidden')
    }
  }
  return (field, values) => text(field, values) || say('register.empty')
}
