import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReadContact } from '#contract/contacts.ts'
import { useSay } from '#web/calls/language.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { ContactHistory, ContactText } from './contact-history.tsx'
import { CorrectionForm } from './correction-form.tsx'
import { correctionOf } from './correction-values.ts'
import { contactQuery } from './queries.ts'
import { useWhenSaid } from './when-said.ts'

const route = getRouteApi('/inside/unge/$youthId/kontakt/$contactId')

/** A contact, to be corrected by those who may, with everything it said before. */
export function CorrectionPage() {
  const { contactId } = route.useParams()
  const { data, error } = useQuery(contactQuery(contactId))
  if (data) return <Correction key={contactId} contact={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Correction({ contact }: { contact: ReadContact }) {
  const say = useSay()
  const { when } = useWhenSaid(contact.timeZone, contact.today)
  const [initial] = useState(() => correctionOf(contact))
  const draft = useDraft(`correction.${contact.contactId}`, initial)
  const name = `${contact.givenName} ${contact.familyName}`
  const recorded = when(contact.recordedAt)
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page width="reading">
      <PageHeader
        title={say('contacts.correctTitle', { name })}
        back={
          <BackLink to="/unge/$youthId" params={{ youthId: String(contact.youthId) }}>
            {say('contacts.toPerson', { name: contact.givenName })}
          </BackLink>
        }
      >
        {contact.author === null
          ? say('contacts.registeredImported', { when: recorded })
          : say('contacts.registeredBy', { name: contact.author, when: recorded })}
      </PageHeader>
      <Stack>
        {contact.mayCorrect ? (
          <CorrectionForm contact={contact} draft={draft} initial={initial} />
        ) : (
          <>
            <Alert tone="info">{say('contacts.mayNotCorrect')}</Alert>
            <ContactText content={contact} contact={contact} />
          </>
        )}
        <ContactHistory contact={contact} />
      </Stack>
    </Page>
  )
}
