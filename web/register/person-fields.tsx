import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card, Inline, Stack } from '#web/kit/layout.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { HiddenField } from './hidden-field.tsx'
import { languageChoices } from './languages.ts'
import type { PersonForm } from './person-form.ts'
import { ageOn, contactWays, readWholeCpr, withBirthDate } from './person-values.ts'

const someBirthDate = Temporal.PlainDate.from('2008-03-05')

/** Number, birth date and name; a number that is stored already has been looked at. */
export function WhoFields({ form, storedCpr = '' }: { form: PersonForm; storedCpr?: string }) {
  const say = useSay()
  const today = useToday()
  const { values } = form
  const reading = values.cpr === null ? null : readWholeCpr(values.cpr)
  const doubtful = reading?.ok === true && !reading.cpr.modulus11 && values.cpr !== storedCpr
  const cpr = form.field('cpr')
  const birthDate = form.field('birthDate')
  const changeBirthDate = (day: Temporal.PlainDate | null) => {
    birthDate.onChange(day)
    form.set(all => withBirthDate(all, day, today))
  }
  const age = values.birthDate === null ? null : ageOn(values.birthDate, today)
  return (
    <Card title={say('register.who')}>
      <Stack gap="medium">
        {cpr.value === null ? (
          <HiddenField label={say('register.cpr')}>{say('register.hidden')}</HiddenField>
        ) : (
          <TextField
            {...cpr}
            value={cpr.value}
            label={say('register.cpr')}
            hint={say('register.cprHint')}
            optional
            inputMode="numeric"
            maxLength={20}
            onChange={text => {
              cpr.onChange(text)
              const written = readWholeCpr(text)
              if (written?.ok) changeBirthDate(written.cpr.birthDate)
            }}
          />
        )}
        {doubtful && (
          <Alert tone="warning" live>
            {say('register.cprDoubtful')}
          </Alert>
        )}
        <DateField
          {...birthDate}
          label={say('register.birthDate')}
          example={someBirthDate}
          max={today}
          {...(age !== null && age >= 0
            ? {
                hint:
                  values.givenName === ''
                    ? say('register.ageNobody', { count: age })
                    : say('register.ageNow', { name: values.givenName, count: age }),
              }
            : {})}
          onChange={changeBirthDate}
        />
        <Inline>
          <TextField {...form.field('givenName')} label={say('register.givenName')} maxLength={100} />
          <TextField {...form.field('familyName')} label={say('register.familyName')} maxLength={100} />
        </Inline>
      </Stack>
    </Card>
  )
}

/** Telephone, e-mail, address and language. */
export function ReachFields({ form }: { form: PersonForm }) {
  const say = useSay()
  const name = form.values.givenName.trim()
  return (
    <Card title={name === '' ? say('register.reachNobody') : say('register.reach', { name })}>
      <Stack gap="medium">
        <Inline>
          <TextField
            {...form.field('phone')}
            label={say('register.phone')}
            optional
            type="tel"
            inputMode="tel"
            maxLength={30}
          />
          <TextField
            {...form.field('email')}
            label={say('register.email')}
            optional
            type="email"
            inputMode="email"
            maxLength={254}
          />
        </Inline>
        <ChoiceChips
          {...form.field('preferredContact')}
          label={say('register.preferred')}
          onChange={value => value !== null && form.field('preferredContact').onChange(value)}
          choices={[
            { value: 'any', label: say('register.preferredAny') },
            ...contactWays.map(value => ({ value, label: say(`youth.prefers_${value}`) })),
          ]}
        />
        <AddressFields form={form} />
        <Checkbox
          {...form.field('protectedAddress')}
          label={say('register.protectedAddress')}
          hint={say('register.protectedAddressHint')}
        />
        <Inline>
          <Select
            {...form.field('language')}
            label={say('register.language')}
            choices={languageChoices(say, form.values.language)}
          />
        </Inline>
        <Checkbox {...form.field('needsInterpreter')} label={say('register.interpreter')} />
      </Stack>
    </Card>
  )
}

function AddressFields({ form }: { form: PersonForm }) {
  const say = useSay()
  const { address, postalCode, city } = form.values
  if (address === null || postalCode === null || city === null) {
    return <HiddenField label={say('register.address')}>{say('register.hidden')}</HiddenField>
  }
  return (
    <>
      <TextField
        {...form.field('address')}
        value={address}
        label={say('register.address')}
        optional
        size="full"
        maxLength={200}
      />
      <Inline>
        <TextField
          {...form.field('postalCode')}
          value={postalCode}
          label={say('register.postalCode')}
          optional
          inputMode="numeric"
          size="short"
          maxLength={10}
        />
        <TextField
          {...form.field('city')}
          value={city}
          label={say('register.city')}
          optional
          maxLength={100}
        />
      </Inline>
    </>
  )
}

export function MattersField({ form }: { form: PersonForm }) {
  const say = useSay()
  const name = form.values.givenName.trim()
  return (
    <TextArea
      {...form.field('about')}
      label={name === '' ? say('register.mattersNobody') : say('register.matters', { name })}
      hint={say('register.mattersHint')}
      optional
      rows={3}
      maxLength={2000}
    />
  )
}
