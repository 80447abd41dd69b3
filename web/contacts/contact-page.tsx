import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ContactForm } from '#contract/contacts.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { likeliest } from './contact-values.ts'
import { formQuery } from './queries.ts'
import { RegisterForm } from './register-form.tsx'

const route = getRouteApi('/inside/unge/$youthId/kontakt')

/** Registers a contact: what, where, when, a note and the next one, with the likeliest chosen. */
export function ContactPage() {
  const { youthId } = route.useParams()
  const { aftale } = route.useSearch()
  const { data, error } = useQuery(formQuery(youthId))
  if (data) return <Register key={youthId} form={data} appointmentId={Number(aftale) || null} />
  if (error) throw error
  return <SkeletonPage />
}

function Register({ form, appointmentId }: { form: ContactForm; appointmentId: number | null }) {
  const say = useSay()
  const dates = useDates()
  const [initial] = useState(() => likeliest(form, Temporal.Now.instant(), appointmentId))
  const draft = useDraft(`contact.${form.youthId}`, initial)
  const name = `${form.givenName} ${form.familyName}`
  const { to } = form.case
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page width="reading">
      <PageHeader
        title={say('contacts.title', { name })}
        back={
          <BackLink to="/unge/$youthId" params={{ youthId: String(form.youthId) }}>
            {say('contacts.toPerson', { name: form.givenName })}
          </BackLink>
        }
      >
        {[say('common.years', { count: form.age }), form.programme, ...form.owed.map(each => each.ruleName)]
          .filter((each, index, all) => each !== null && all.indexOf(each) === index)
          .join(' · ')}
        {form.phone && (
          <>
            {' · '}
            <a href={`tel:${form.phone}`}>{showPhone(form.phone).replaceAll(' ', '\u00a0')}</a>
          </>
        )}
      </PageHeader>
      {to !== null && Temporal.PlainDate.compare(to, form.today) <= 0 && (
        <Alert tone="warning">{say('contacts.caseClosed', { day: dates.day(to, form.today) })}</Alert>
      )}
      {form.pausedUntil !== null && (
        <Alert tone="info">
          {say('contacts.pausedUntil', { day: dates.day(form.pausedUntil, form.today) })}
        </Alert>
      )}
      <RegisterForm form={form} draft={draft} initial={initial} />
    </Page>
  )
}
