import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeEntranceSettings, type EntranceSettings, type PromiseStage } from '#contract/entrance.ts'
import { readPhone } from '#domain/person/phone.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { AnchorButton, Button } from '#web/kit/button.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { Failure } from './failure.tsx'
import { settingsQuery } from './queries.ts'
import './entrance.css'

type Promised = EntranceSettings['promises'][number]

/** Weeks are sent as seven days each. */
type WrittenUnit = Promised['unit'] | 'weeks'
const mostDays = 60

interface PromiseValues {
  stage: PromiseStage
  length: string
  unit: WrittenUnit
  source: string
}

interface Values {
  phone: string
  openingHours: string
  outOfHours: string
  notificationPlace: string
  notificationUrl: string
  promises: readonly PromiseValues[]
}

/** What the public page tells of this municipality, and what it promises. */
export function SettingsPage() {
  const { data, error } = useQuery(settingsQuery)
  if (error && data === undefined) throw error
  if (data === undefined) return <SkeletonPage />
  return <SettingsForm key={data.version} settings={data} />
}

function SettingsForm({ settings }: { settings: EntranceSettings }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { version, promises, ...places } = settings
  const [initial] = useState<Values>(() => ({
    ...places,
    promises: promises.map(({ stage, length, unit, source }) => ({
      stage,
      length: String(length),
      unit,
      source,
    })),
  }))
  const form = useForm<Values, { version: number }>({
    initial,
    check: faultsOf,
    explain: fault => explainField(say, fault),
    send: values =>
      call(changeEntranceSettings, {
        ...values,
        version,
        promises: values.promises.map(({ length, unit, ...promise }) =>
          unit === 'weeks'
            ? { ...promise, unit: 'days' as const, length: Number(length) * 7 }
            : { ...promise, unit, length: Number(length) },
        ),
      }),
    async onSent() {
      announce(say('entrance.settingsSaved'))
      await queries.invalidateQueries({ queryKey: ['entrance'] })
    },
  })
  const overtaken = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  return (
    <Page width="reading">
      <PageHeader
        title={say('entrance.settingsTitle')}
        back={<BackLink to="/opsaetning">{say('entrance.toSetup')}</BackLink>}
        actions={<AnchorButton href="/henvendelse">{say('entrance.settingsSee')}</AnchorButton>}
      >
        {say('entrance.settingsLead')}
      </PageHeader>
      <FormFrame form={form} label={say('entrance.settingsTitle')}>
        {(settings.phone === '' || settings.openingHours === '') && (
          <Alert tone="warning">{say('entrance.settingsMissing')}</Alert>
        )}
        <PlaceFields form={form} />
        <Card title={say('entrance.settingsPromises')}>
          <Stack gap="medium">
            <p className="mg-quiet">{say('entrance.settingsPromisesText')}</p>
            {form.values.promises.map((promise, index) => (
              <PromiseFields
                key={promise.stage}
                form={form}
                index={index}
                promise={promise}
                status={promises.find(({ stage }) => stage === promise.stage)?.status ?? 'local'}
              />
            ))}
          </Stack>
        </Card>
        {overtaken ? (
          <Alert tone="warning" live title={say('entrance.changedTitle')}>
            {say('entrance.changedText')}
          </Alert>
        ) : (
          form.failure !== null && <Failure failure={form.failure} />
        )}
        <StickyActions>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('common.save')}
          </Button>
        </StickyActions>
      </FormFrame>
    </Page>
  )
}

function PlaceFields({ form }: { form: Form<Values> }) {
  const say = useSay()
  return (
    <>
      <Card title={say('entrance.settingsPlaces')}>
        <Stack gap="medium">
          <TextField
            {...form.field('phone')}
            label={say('entrance.settingsPhone')}
            type="tel"
            optional
            maxLength={30}
          />
          <TextField
            {...form.field('openingHours')}
            label={say('entrance.settingsHours')}
            hint={say('entrance.settingsHoursHint')}
            optional
            size="full"
            maxLength={200}
          />
          <TextField
            {...form.field('outOfHours')}
            label={say('entrance.settingsOutOfHours')}
            hint={say('entrance.settingsOutOfHoursHint')}
            optional
            size="full"
            maxLength={200}
          />
        </Stack>
      </Card>
      <Card title={say('entrance.settingsNotification')}>
        <Stack gap="medium">
          <TextField
            {...form.field('notificationPlace')}
            label={say('entrance.settingsPlace')}
            hint={say('entrance.settingsPlaceHint')}
            size="full"
            maxLength={200}
          />
          <TextField
            {...form.field('notificationUrl')}
            label={say('entrance.settingsUrl')}
            hint={say('entrance.settingsUrlHint')}
            optional
            size="full"
            maxLength={500}
          />
        </Stack>
      </Card>
    </>
  )
}

function PromiseFields({
  form,
  index,
  promise,
  status,
}: {
  form: Form<Values>
  index: number
  promise: PromiseValues
  status: Promised['status']
}) {
  const say = useSay()
  const stage = say(`entrance.settings_${promise.stage}`)
  const change = (part: Partial<PromiseValues>) =>
    form.set(all => ({
      ...all,
      promises: all.promises.map((each, at) => (at === index ? { ...each, ...part } : each)),
    }))
  const statuses = {
    law: 'entrance.statusLaw',
    local: 'entrance.statusLocal',
    unverified: 'entrance.statusUnverified',
  } as const
  return (
    <fieldset className="mg-entrance-promise">
      <legend>
        <span className="mg-entrance-promise-title">{stage}</span>{' '}
        <Tag tone={status === 'unverified' ? 'warning' : 'neutral'}>{say(statuses[status])}</Tag>
      </legend>
      <Stack gap="medium">
        <Inline>
          <TextField
            {...form.part('promises', `${index}.length`, promise.length, length => change({ length }))}
            label={say('entrance.settingsLength')}
            inputMode="numeric"
            size="short"
            maxLength={2}
          />
          <Select
            {...form.part<WrittenUnit | ''>('promises', `${index}.unit`, promise.unit, unit => {
              if (unit !== '') change({ unit })
            })}
            label={say('entrance.settingsUnit')}
            choices={[
              { value: 'weeks', label: say('entrance.unit_weeks') },
              { value: 'days', label: say('entrance.unit_days') },
              { value: 'workingDays', label: say('entrance.unit_workingDays') },
            ]}
          />
        </Inline>
        <TextArea
          {...form.part('promises', `${index}.source`, promise.source, source => change({ source }))}
          label={say('entrance.settingsSource')}
          rows={2}
          maxLength={500}
        />
      </Stack>
    </fieldset>
  )
}

function faultsOf(values: Values): FieldFault[] {
  const faults: FieldFault[] = []
  if (values.phone.trim() !== '' && !readPhone(values.phone).ok)
    faults.push({ field: 'phone', code: 'phone' })
  if (values.notificationPlace.trim() === '') faults.push({ field: 'notificationPlace', code: 'required' })
  const url = values.notificationUrl.trim()
  if (url !== '' && !/^https?:\/\/\S+$/.test(url))
    faults.push({ field: 'notificationUrl', code: 'webAddress' })
  for (const [index, { length, unit, source }] of values.promises.entries()) {
    const written = Number(length)
    const most = unit === 'weeks' ? Math.floor(mostDays / 7) : mostDays
    if (!/^\d+$/.test(length.trim()) || written < 1)
      faults.push({ field: `promises.${index}.length`, code: 'tooSmall', params: { min: 1 } })
    else if (written > most)
      faults.push({ field: `promises.${index}.length`, code: 'tooBig', params: { max: most } })
    if (source.trim() === '') faults.push({ field: `promises.${index}.source`, code: 'required' })
  }
  return faults
}
