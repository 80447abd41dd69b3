import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { registerYouth } from '#contract/register.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useSession, useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { GuardianFields } from './guardian-fields.tsx'
import { MattersField, ReachFields, WhoFields } from './person-fields.tsx'
import { atFields, type PersonForm } from './person-form.ts'
import {
  type Enquirer,
  emptyPerson,
  fromEnquirer,
  isMinor,
  newParticulars,
  newPersonFaults,
  type PersonValues,
} from './person-values.ts'
import { caseworkersQuery, enquirerQuery } from './queries.ts'
import { WhoWroteField } from './who-wrote-field.tsx'

const route = getRouteApi('/inside/unge/ny')

/** Somebody new: a minute with the number and the name, and the rest when there is time; or from an enquiry. */
export function NewYouthPage() {
  const { henvendelse } = route.useSearch()
  const today = useToday()
  const enquirer = useQuery({ ...enquirerQuery(henvendelse ?? ''), enabled: henvendelse !== undefined })
  if (henvendelse === undefined) return <NewYouth name="youth.new" initial={emptyPerson(today)} from={null} />
  if (enquirer.data === undefined) {
    if (enquirer.error) throw enquirer.error
    return <SkeletonPage />
  }
  const from = enquirer.data
  return <NewYouth name={`youth.new.${from.referralId}`} initial={fromEnquirer(from, today)} from={from} />
}

interface NewYouthProps {
  initial: PersonValues
  /** The enquiry that it begins with. */
  from: Enquirer | null
}

function NewYouth({ name, initial: given, from }: NewYouthProps & { name: string }) {
  const say = useSay()
  const [initial] = useState(given)
  const draft = useDraft(name, initial)
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page width="reading">
      <PageHeader
        title={say('register.newTitle')}
        back={
          from === null ? (
            <BackLink to="/unge">{say('register.toList')}</BackLink>
          ) : (
            <BackLink to="/henvendelser/$referralId" params={{ referralId: String(from.referralId) }}>
              {say('register.toReferral', { reference: from.reference })}
            </BackLink>
          )
        }
      >
        {from === null
          ? say('register.newLead')
          : say('register.newFromReferral', { reference: from.reference })}
      </PageHeader>
      {from !== null && !from.isOpen && <Alert tone="warning">{say('register.referralNotOpen')}</Alert>}
      <NewYouthForm draft={draft} initial={initial} from={from} />
    </Page>
  )
}

function NewYouthForm({ draft, initial, from }: NewYouthProps & { draft: Draft<PersonValues> }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const today = useToday()
  const { roles } = useSession()
  const [takenCpr, setTakenCpr] = useState<string | null>(null)
  const asksWhoWrote = from?.asksWhoWrote ?? false
  const mustChoose = !roles.includes('leader') && !roles.includes('caseworker')

  const form = useForm<PersonValues, { youthId: number; cprDoubtful: boolean }>({
    initial,
    state: draft,
    check: values => [
      ...newPersonFaults(values, today),
      ...(values.enquiryDay === null ? [{ field: 'enquiryDay', code: 'required' }] : []),
      ...(asksWhoWrote && values.senderIsYouth === null
        ? [{ field: 'senderIsYouth', code: 'required' }]
        : []),
      ...(mustChoose && values.caseworkerId === '' ? [{ field: 'caseworkerId', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    async send(values) {
      if (values.enquiryDay === null) throw new Error('the day of the enquiry is missing')
      try {
        return await call(registerYouth, {
          ...newParticulars(values),
          enquiryDay: values.enquiryDay.toString(),
          caseworkerId: values.caseworkerId === '' ? null : Number(values.caseworkerId),
          referral:
            from === null
              ? null
              : {
                  referralId: from.referralId,
                  version: from.version,
                  senderIsYouth: asksWhoWrote ? values.senderIsYouth : null,
                },
        })
      } catch (error) {
        const refused = atFields(error, values)
        setTakenCpr(refused === error ? null : values.cpr)
        throw refused
      }
    },
    onSent({ youthId, cprDoubtful }, { givenName, familyName, caseworkerId }) {
      draft.discard()
      void queries.invalidateQueries({ refetchType: 'none' })
      announce(say('register.created', { name: `${givenName.trim()} ${familyName.trim()}` }))
      if (cprDoubtful) announce(say('register.cprDoubtfulSaved'), 'warning')
      // A leader who leaves the caseworker open is asked who fits.
      const isOpen = caseworkerId === '' && roles.includes('leader') && !roles.includes('caseworker')
      const to = isOpen ? '/unge/$youthId/raadgiver' : '/unge/$youthId'
      void navigate({ to, params: { youthId: String(youthId) }, replace: true })
    },
  })

  const minor = isMinor(form.values, today)
  const isTaken =
    takenCpr !== null && takenCpr === form.values.cpr && form.faults.some(({ field }) => field === 'cpr')
  return (
    <FormFrame form={form} label={say('register.newTitle')}>
      <DraftNote draft={draft} />
      {isTaken && (
        <Alert
          tone="warning"
          title={say('register.cprTakenTitle')}
          actions={<LinkButton to="/unge">{say('register.searchInstead')}</LinkButton>}
        >
          {say('field.cprTaken')}
        </Alert>
      )}
      {from?.asksWhoWrote && <WhoWroteField form={form} from={from} />}
      <WhoFields form={form} />
      {minor && <GuardianFields form={form} isNew />}
      <ReachFields form={form} />
      {!minor && <GuardianFields form={form} />}
      <Card>
        <MattersField form={form} />
      </Card>
      <CaseFields form={form} from={from} />
      <Failure failure={form.failure} />
      <p className="mg-quiet">{say(draft.kept ? 'register.draftKept' : 'register.draftNotKept')}</p>
      <StickyActions>
        {from === null ? (
          <LinkButton to="/unge">{say('common.cancel')}</LinkButton>
        ) : (
          <LinkButton to="/henvendelser/$referralId" params={{ referralId: String(from.referralId) }}>
            {say('common.cancel')}
          </LinkButton>
        )}
        <Button type="submit" look="primary" busy={form.sending}>
          {say('register.create')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

/** The day that the case begins, and who gets it. */
function CaseFields({ form, from }: { form: PersonForm; from: Enquirer | null }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const { roles } = useSession()
  return (
    <Card title={say('register.theCase')}>
      <Stack gap="medium">
        {from === null ? (
          <DateField
            {...form.field('enquiryDay')}
            label={say('register.enquiryDay')}
            hint={say('register.enquiryDayHint')}
            max={today}
          />
        ) : (
          <p>
            {say('register.referralDay', { day: dates.day(from.enquiryDay, today) })}{' '}
            {from.talks > 0 && say('register.referralTalks', { count: from.talks })}
          </p>
        )}
        {roles.includes('caseworker') && !roles.includes('leader') ? (
          <p>{say('register.caseworkerYou')}</p>
        ) : (
          <CaseworkerField form={form} />
        )}
      </Stack>
    </Card>
  )
}

function CaseworkerField({ form }: { form: PersonForm }) {
  const say = useSay()
  const { roles } = useSession()
  const { data } = useQuery(caseworkersQuery)
  const nobody = roles.includes('leader')
    ? roles.includes('caseworker')
      ? say('register.caseworkerYouOption')
      : say('register.caseworkerLater')
    : say('register.caseworkerChoose')
  return (
    <Select
      {...form.field('caseworkerId')}
      label={say('register.caseworker')}
      optional={roles.includes('leader')}
      empty={nobody}
      choices={(data?.caseworkers ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  )
}
