import { useEffect, useState } from 'react'
import type { Guardian } from '#contract/register.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { Alert, useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Inline, Stack } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { HiddenField } from './hidden-field.tsx'
import type { PersonForm } from './person-form.ts'
import { emptyGuardian, isMinor, lacksGuardian } from './person-values.ts'
import './register.css'

const most = 8

/** Parents and guardians, as many as there are; asked for where the young person is under 18. */
export function GuardianFields({ form, isNew = false }: { form: PersonForm; isNew?: boolean }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const { guardians, givenName } = form.values
  const field = form.field('guardians')
  const minor = isMinor(form.values, today)
  const name = givenName.trim()
  // Where the focus goes when a guardian has come or gone, and the pressed button with it.
  const [next, setNext] = useState<{ id: string } | null>(null)
  useEffect(() => {
    if (next !== null) document.getElementById(next.id)?.focus()
  }, [next])
  return (
    <Card title={say('register.guardians')}>
      <Stack gap="medium">
        {minor ? (
          <Alert tone="info">
            {name === '' ? say('register.guardiansMinorNobody') : say('register.guardiansMinor', { name })}
          </Alert>
        ) : (
          <p className="mg-quiet">{say('register.guardiansAdult')}</p>
        )}
        {[...guardians.entries()].map(([index, guardian]) => (
          <OneGuardian
            // Guardians have no key of their own; they are only added at the end and taken away.
            key={index}
            form={form}
            guardian={guardian}
            index={index}
            onRemove={() => {
              field.onChange(guardians.filter((_, place) => place !== index))
              setNext({ id: field.id })
              announce(say('register.guardianRemoved'), 'info')
            }}
          />
        ))}
        {guardians.length < most && (
          <div>
            <Button
              id={field.id}
              icon="plus"
              onClick={() => {
                field.onChange([...guardians, emptyGuardian])
                setNext({ id: `${field.id}.${guardians.length}.name` })
              }}
            >
              {say('register.addGuardian')}
            </Button>
          </div>
        )}
        {isNew && lacksGuardian(form.values, today) && (
          <Checkbox {...form.field('guardiansUnknown')} label={say('register.guardiansUnknown')} />
        )}
      </Stack>
    </Card>
  )
}

interface Props {
  form: PersonForm
  guardian: Guardian
  index: number
  onRemove: () => void
}

function OneGuardian({ form, guardian, index, onRemove }: Props) {
  const say = useSay()
  const part = <Key extends keyof Guardian>(key: Key) =>
    form.part('guardians', `${index}.${key}`, guardian[key], value =>
      form.set(all => ({
        ...all,
        guardians: all.guardians.map((each, place) => (place === index ? { ...each, [key]: value } : each)),
      })),
    )
  const phone = part('phone')
  const email = part('email')
  const title = say('register.guardian', { number: index + 1 })
  return (
    <fieldset className="mg-register-guardian">
      <legend>{title}</legend>
      <Stack gap="medium">
        <Inline>
          <TextField {...part('name')} label={say('register.guardianName')} maxLength={200} />
          <TextField
            {...part('relation')}
            label={say('register.guardianRelation')}
            optional
            maxLength={100}
          />
        </Inline>
        <Inline>
          {phone.value === null ? (
            <HiddenField label={say('register.phone')}>{say('register.guardianHidden')}</HiddenField>
          ) : (
            <TextField
              {...phone}
              value={phone.value}
              label={say('register.phone')}
              optional
              type="tel"
              inputMode="tel"
              maxLength={30}
            />
          )}
          {email.value === null ? (
            <HiddenField label={say('register.email')}>{say('register.guardianHidden')}</HiddenField>
          ) : (
            <TextField
              {...email}
              value={email.value}
              label={say('register.email')}
              optional
              type="email"
              inputMode="email"
              maxLength={254}
            />
          )}
        </Inline>
        <Checkbox {...part('hasCustody')} label={say('register.hasCustody')} />
        <div>
          <Button
            look="plain"
            aria-label={say('register.removeGuardianNamed', { name: guardian.name.trim() || title })}
            onClick={onRemove}
          >
            {say('register.removeGuardian')}
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}
