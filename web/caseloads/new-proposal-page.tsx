import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { askProposal, type listProposals } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { occasions, type Scope, scopeOf, scopes } from '#domain/caseload/proposing.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { BeginsLine } from './proposal-begins.tsx'
import { nameOf } from './proposal-names.ts'
import { proposalsQuery } from './proposal-queries.ts'

type Listed = OutputOf<typeof listProposals>
type Occasion = (typeof occasions)[number]

const route = getRouteApi('/inside/ledelse/forslag/ny')
const aboutSomebody: readonly string[] = ['hired', 'leaves', 'ill']

/**
 * Asks for a proposal. An address may fill in the form: `?anledning=leaves&staff=12&fra=2026-12-14`, or
 * `?anledning=programme&forloeb=3`.
 */
export function NewProposalPage() {
  const { data, error } = useQuery(proposalsQuery)
  if (error && !data) throw error
  return data ? <NewProposal list={data} /> : <SkeletonPage />
}

function NewProposal({ list }: { list: Listed }) {
  const say = useSay()
  return (
    <Page width="reading">
      <PageHeader
        title={say('proposals.newTitle')}
        back={<BackLink to="/ledelse/forslag">{say('proposals.toList')}</BackLink>}
      >
        {say('proposals.newLead')}
      </PageHeader>
      <Card>
        <AskForm list={list} />
      </Card>
    </Page>
  )
}

interface Asking {
  occasion: Occasion | ''
  staffId: string
  programmeId: string
  takerIds: readonly number[]
  /** What was chosen; null for what is usual with the occasion. */
  scope: Scope | null
  effectiveOn: Temporal.PlainDate | null
  note: string
}

/** What the address asks for, as far as it can be asked for. */
function asAddressed(
  { anledning, staff, forloeb, fra }: Readonly<Record<string, string | undefined>>,
  { today, caseworkers, programmes }: Listed,
): Asking {
  const occasion = occasions.find(each => each === anledning) ?? ''
  const last = today.add({ weeks: 12 })
  let from = today
  try {
    if (fra !== undefined) from = Temporal.PlainDate.from(fra)
  } catch {
    // An address that somebody has typed: the day of today stands in the form.
  }
  const isAhead = Temporal.PlainDate.compare(from, today) >= 0 && Temporal.PlainDate.compare(from, last) <= 0
  return {
    occasion,
    staffId: caseworkers.some(({ staffId }) => String(staffId) === staff) ? (staff ?? '') : '',
    programmeId: programmes.some(({ programmeId }) => String(programmeId) === forloeb) ? (forloeb ?? '') : '',
    takerIds: [],
    scope: null,
    effectiveOn: isAhead ? from : today,
    note: '',
  }
}

function AskForm({ list }: { list: Listed }) {
  const say = useSay()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { today, caseworkers, programmes } = list
  const form = useForm<Asking, { proposalId: number }>({
    initial: asAddressed(search, list),
    check: ({ occasion, staffId, programmeId, effectiveOn }) => [
      ...(occasion === '' ? [{ field: 'occasion', code: 'required' }] : []),
      ...(aboutSomebody.includes(occasion) && staffId === '' ? [{ field: 'staffId', code: 'required' }] : []),
      ...(occasion === 'programme' && programmeId === '' ? [{ field: 'programmeId', code: 'required' }] : []),
      ...(effectiveOn === null ? [{ field: 'effectiveOn', code: 'required' }] : []),
    ],
    explain: fault => explainField(say, fault),
    send({ occasion, staffId, programmeId, takerIds, scope, effectiveOn, note }) {
      if (occasion === '' || effectiveOn === null) throw new Error('a checked field is missing')
      const isProgramme = occasion === 'programme'
      return call(askProposal, {
        occasion,
        staffId: aboutSomebody.includes(occasion) ? Number(staffId) : null,
        programmeId: isProgramme ? Number(programmeId) : null,
        takerIds: isProgramme ? [...takerIds] : [],
        scope: scopeOf[occasion].isAsked ? scope : null,
        effectiveOn: effectiveOn.toString(),
        note,
      })
    },
    onSent({ proposalId }) {
      void navigate({ to: '/ledelse/forslag/$proposalId', params: { proposalId: String(proposalId) } })
    },
  })
  const { occasion, scope, takerIds } = form.values
  const programme = programmes.find(({ programmeId }) => String(programmeId) === form.values.programmeId)
  const scopeField = form.field('scope')
  const takersField = form.field('takerIds')
  return (
    <FormFrame form={form} label={say('proposals.newTitle')}>
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
        <>
          <Select
            {...form.field('programmeId')}
            label={say('proposals.aboutProgramme')}
            empty={say('proposals.choose')}
            choices={programmes.map(each => ({ value: String(each.programmeId), label: each.name }))}
          />
          {programme !== undefined && (
            <p role="status">
              <BeginsLine begins={programme.begins} already={programme.already} today={today} />
            </p>
          )}
          <CheckboxGroup label={say('proposals.takers')}>
            <p className="form-hint">{say('proposals.takersHint')}</p>
            {caseworkers.map(each => (
              <Checkbox
                key={each.staffId}
                id={`${takersField.id}-${each.staffId}`}
                name={`taker-${each.staffId}`}
                label={nameOf(each)}
                value={takerIds.includes(each.staffId)}
                onChange={isChosen =>
                  takersField.onChange(
                    isChosen ? [...takerIds, each.staffId] : takerIds.filter(id => id !== each.staffId),
                  )
                }
              />
            ))}
          </CheckboxGroup>
        </>
      )}
      {occasion !== '' && scopeOf[occasion].isAsked && (
        <ChoiceChips
          {...scopeField}
          label={say('proposals.scope')}
          value={scope ?? scopeOf[occasion].usual}
          choices={scopes.map(value => ({ value, label: say(`proposals.scope_${value}`) }))}
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
        size="full"
        maxLength={500}
        optional
      />
      <Failure failure={form.failure} />
      <ButtonRow>
        <Button look="primary" type="submit" busy={form.sending}>
          {say('proposals.ask')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
