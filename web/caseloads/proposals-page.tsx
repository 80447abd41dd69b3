import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { askProposal, type listProposals } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { occasions } from '#domain/caseload/proposing.ts'
import { call } from '#web/calls/call.ts'
import { explainError, explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { nameOf, titleOf, toneOf } from './proposal-names.ts'
import { proposalsQuery } from './proposal-queries.ts'

type Listed = OutputOf<typeof listProposals>

/** Proposals of who should have whom, and asking for a new one. */
export function ProposalsPage() {
  const { data, error } = useQuery(proposalsQuery)
  if (error && !data) throw error
  return data ? <Proposals list={data} /> : <SkeletonPage />
}

function Proposals({ list }: { list: Listed }) {
  const say = useSay()
  const dates = useDates()
  return (
    <Page>
      <PageHeader
        title={say('proposals.listTitle')}
        back={<BackLink to="/ledelse">{say('proposals.toUnit')}</BackLink>}
      >
        {say('proposals.listLead')}
      </PageHeader>
      <Stack>
        <Card title={say('proposals.askTitle')}>
          <AskForm list={list} />
        </Card>
        {list.proposals.length === 0 ? (
          <p className="mg-quiet">{say('proposals.none')}</p>
        ) : (
          <Card flush>
            <RowCards label={say('proposals.listTitle')}>
              {list.proposals.map(proposal => (
                <RowCard
                  key={proposal.proposalId}
                  title={
                    <Link
                      to="/ledelse/forslag/$proposalId"
                      params={{ proposalId: String(proposal.proposalId) }}
                    >
                      {titleOf(proposal, say)}
                    </Link>
                  }
                >
                  <Inline tight>
                    <Tag tone={toneOf(proposal.state)}>{say(`proposals.state_${proposal.state}`)}</Tag>
                    {proposal.state === 'accepted'
                      ? say('proposals.rowCarriedOut', { done: proposal.carriedOut, count: proposal.moves })
                      : proposal.state === 'ready' && say('proposals.rowMoves', { count: proposal.moves })}
                  </Inline>
                  <div className="mg-quiet">
                    {say('proposals.askedLine', {
                      day: dates.day(
                        proposal.askedAt.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate(),
                        list.today,
                      ),
                      name: nameOf(proposal.askedBy),
                      effective: dates.day(proposal.effectiveOn, list.today),
                    })}
                  </div>
                </RowCard>
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

interface Asking {
  occasion: (typeof occasions)[number] | ''
  staffId: string
  programmeId: string
  effectiveOn: Temporal.PlainDate | null
  note: string
}

const aboutSomebody: readonly string[] = ['hired', 'leaves', 'ill']

function AskForm({ list: { today, caseworkers, programmes } }: { list: Listed }) {
  const say = useSay()
  const navigate = useNavigate()
  const initial: Asking = { occasion: '', staffId: '', programmeId: '', effectiveOn: today, note: '' }
  const draft = useDraft<Asking>('proposal', initial)
  const form = useForm<Asking, { proposalId: number }>({
    initial,
    state: draft,
    check: ({ occasion, staffId, programmeId, effectiveOn }) => [
      ...(occasion === '' ? [{ field: 'occasion', code: 'required' }] : []),
      ...(aboutSomebody.includes(occasion) && staffId === '' ? [{ field: 'staffId', code: 'required' }] : []),
      ...(occasion === 'programme' && programmeId === '' ? [{ field: 'programmeId', code: 'required' }] : []),
      ...(effectiveOn === null ? [{ field: 'effectiveOn', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ occasion, staffId, programmeId, effectiveOn, note }) {
      if (occasion === '' || effectiveOn === null) throw new Error('a checked field is missing')
      return call(askProposal, {
        occasion,
        staffId: aboutSomebody.includes(occasion) ? Number(staffId) : null,
        programmeId: occasion === 'programme' ? Number(programmeId) : null,
        effectiveOn: effectiveOn.toString(),
        note,
      })
    },
    onSent({ proposalId }) {
      draft.discard()
      void navigate({ to: '/ledelse/forslag/$proposalId', params: { proposalId: String(proposalId) } })
    },
  })
  const { occasion } = form.values
  return (
    <FormFrame form={form} label={say('proposals.askTitle')}>
      <Select
        {...form.field('occasion')}
        label={say('proposals.occasion')}
        empty={say('proposals.choose')}
        choices={occasions.map(value => ({ value, label: say(`proposals.occasion_${value}`) }))}
      />
      {aboutSomebody.includes(occasion) && (
        <Select
          {...form.field('staffId')}
          label={say('proposals.aboutStaff')}
          empty={say('proposals.choose')}
          choices={caseworkers.map(each => ({ value: String(each.staffId), label: nameOf(each) }))}
        />
      )}
      {occasion === 'programme' && (
        <Select
          {...form.field('programmeId')}
          label={say('proposals.aboutProgramme')}
          empty={say('proposals.choose')}
          choices={programmes.map(each => ({ value: String(each.programmeId), label: each.name }))}
        />
      )}
      <DateField
        {...form.field('effectiveOn')}
        label={say('proposals.effectiveOn')}
        hint={say('proposals.effectiveHint')}
        min={today}
        max={today.add({ weeks: 12 })}
      />
      <TextField
        {...form.field('note')}
        label={say('proposals.note')}
        hint={say('proposals.noteHint')}
        maxLength={500}
        optional
      />
      {form.failure !== null && (
        <Alert tone="error" live>
          {explainError(say, form.failure)}
        </Alert>
      )}
      <ButtonRow>
        <Button look="primary" type="submit" busy={form.sending}>
          {say('proposals.ask')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
