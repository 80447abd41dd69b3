import { Link } from '@tanstack/react-router'
import type { ContactForm } from '#contract/contacts.ts'
import { useSay } from '#web/calls/language.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { ContactValues } from './answers.ts'
import { otherPlace } from './contact-values.ts'
import { follow } from './follow.ts'
import { hasLength, hasPlace, kindAndOutcome, mayBeTeam, type What, whats } from './what.ts'
import { isWritten, shownChoice } from './when.ts'
import { type Opened, WhenChips } from './when-chips.tsx'
import './contacts.css'

interface Props {
  form: Form<ContactValues>
  data: ContactForm
}

/** What happened, where, when and for how long; each answered by one press. */
export function WhatFields({ form, data, opened }: Props & { opened: Opened }) {
  const say = useSay()
  const { values } = form
  const what = form.field('what')
  return (
    <>
      <div className="mg-contact-what">
        <ChoiceChips
          {...what}
          look="row"
          label={say('contacts.what')}
          choices={whats.map(value => ({ value, label: say(`contacts.${value}`) }))}
          onChange={value => {
            if (value === null) return
            what.onChange(value)
            form.set(all => follow(all, value, data))
          }}
        />
      </div>
      {data.writerOwed !== null && values.what === 'call' && (
        <p className="mg-quiet">
          {say('contacts.writerOwed', { name: data.givenName })}{' '}
          <Link to="/henvendelser/$referralId" params={{ referralId: String(data.writerOwed.referralId) }}>
            {say('contacts.toEnquiry')}
          </Link>
        </p>
      )}
      {hasPlace(values.what) && <WhereFields form={form} data={data} />}
      <Inline>
        <WhenChips form={form} data={data} opened={opened} />
        {hasLength(values.what) && <LengthChips form={form} />}
      </Inline>
      {isWritten(values) && (
        <Inline>
          {shownChoice(values, data.today) === 'other' && (
            <DateField
              {...form.field('day')}
              label={say('contacts.day')}
              min={data.case.from}
              max={data.today}
            />
          )}
          <TimeField {...form.field('time')} label={say('contacts.time')} />
        </Inline>
      )}
      {data.teamOwed && mayBeTeam(values.what) && (
        <Checkbox
          {...form.field('isTeam')}
          label={say('contacts.isTeam')}
          hint={say('contacts.isTeamHint', { name: data.givenName })}
        />
      )}
      {hasLength(values.what) && values.minutes === 'other' && (
        <TextField
          {...form.field('minutesOther')}
          label={say('contacts.minutes')}
          inputMode="numeric"
          size="short"
          maxLength={4}
        />
      )}
    </>
  )
}

const placesShown = 4

function WhereFields({ form, data }: Props) {
  const say = useSay()
  const { what, place } = form.values
  const common =
    what === 'accompaniment'
      ? [
          say('contacts.doctor'),
          say('contacts.bank'),
          say('contacts.school'),
          say('contacts.employer'),
          say('contacts.mentor'),
        ]
      : [say('contacts.office'), say('contacts.home'), say('contacts.outside')]
  const { kind } = kindAndOutcome(what, null)
  const used = data.places.filter(each => each.kind === kind).map(each => each.place)
  const chosen = place === '' || place === otherPlace ? [] : [place]
  const places = [...new Set([...chosen, ...used, ...common])]
    .slice(0, placesShown)
    .sort((a, b) => rank(a, used, common) - rank(b, used, common))
  return (
    <>
      <ChoiceChips
        {...form.field('place')}
        label={say('contacts.where')}
        onChange={value => form.field('place').onChange(value ?? '')}
        choices={[
          ...places.map(value => ({ value, label: value })),
          { value: otherPlace, label: say('contacts.elsewhere') },
        ]}
      />
      {place === otherPlace && (
        <TextField
          {...form.field('placeOther')}
          label={say('contacts.otherPlace')}
          optional
          maxLength={200}
        />
      )}
    </>
  )
}

/** Where one has been most often comes first, and stays in its place when another is chosen. */
function rank(place: string, used: readonly string[], common: readonly string[]): number {
  const order = [...used, ...common].indexOf(place)
  return order === -1 ? Number.MAX_SAFE_INTEGER : order
}

const lengths: Readonly<Partial<Record<What, readonly number[]>>> = {
  meeting: [30, 45, 60, 90],
  call: [5, 15, 30],
  accompaniment: [45, 60, 120, 180],
}

function LengthChips({ form }: Pick<Props, 'form'>) {
  const say = useSay()
  const { what, minutes } = form.values
  const known = new Set(lengths[what] ?? [])
  if (minutes !== 'other') known.add(Number(minutes))
  return (
    <ChoiceChips
      {...form.field('minutes')}
      label={say('contacts.howLong')}
      onChange={value => value !== null && form.field('minutes').onChange(value)}
      choices={[
        ...[...known]
          .sort((a, b) => a - b)
          .map(value => ({ value: String(value), label: say('common.minutesShort', { minutes: value }) })),
        { value: 'other', label: say('contacts.otherMinutes') },
      ]}
    />
  )
}
