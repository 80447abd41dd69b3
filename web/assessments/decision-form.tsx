import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type Assessment,
  type Assessments,
  correctAssessment,
  decideAssessment,
} from '#contract/assessments.ts'
import { interviewsOf } from '#domain/assessment/may-decide.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { DraftNote } from '#web/kit/draft-note.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { SkeletonText, useAnnounce } from '#web/kit/feedback.tsx'
import { type Form, FormFrame, useForm } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'
import { Consequences } from './consequences.tsx'
import {
  type DecisionValues,
  decisionFaults,
  historyIn,
  interviewIdOf,
  possibilitiesFor,
  valuesFor,
} from './decision-values.ts'
import { GroupChoice } from './group-choice.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { assessmentsQuery, readAnew } from './queries.ts'
import './assessments.css'

interface Props {
  data: Assessments
  /** The decision that is corrected; null for a new one. */
  row: Assessment | null
  onDone: () => void
  /** Null where there is nothing to go back to. */
  onCancel: (() => void) | null
}

/** Deciding anew, or correcting a decision; what is written is kept as a draft until it is saved. */
export function DecisionForm(props: Props) {
  const { data, row } = props
  const [initial] = useState(() => valuesFor(data, row))
  const draft = useDraft(`assessment.${data.youthId}.${row?.id ?? 'new'}`, initial)
  return draft.ready ? <DraftedForm {...props} draft={draft} /> : <SkeletonText lines={8} />
}

function DraftedForm({ data, row, onDone, onCancel, draft }: Props & { draft: Draft<DecisionValues> }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  // A draft from before somebody else's decision is told of it at once, not when it is saved.
  const [theirs, setTheirs] = useState(() => (draft.values.revision < data.revision ? data : null))
  const name = data.givenName

  const form = useForm<DecisionValues, unknown>({
    initial: draft.values,
    state: draft,
    check: values => decisionFaults(data, row, values),
    explain: fault => explainField(say, fault),
    async send(values) {
      const { correctionReason, day, ...decision } = values
      if (day === null) throw new Error('the day is missing')
      const input = {
        ...decision,
        revision: theirs?.revision ?? values.revision,
        day: day.toString(),
        interviewId: interviewIdOf(values),
      }
      try {
        return row === null
          ? await call(decideAssessment, { youthId: data.youthId, ...input })
          : await call(correctAssessment, { id: row.id, correctionReason, ...input })
      } catch (error) {
        if (error instanceof CallError && error.code === 'changedMeanwhile') {
          setTheirs(await queries.fetchQuery({ ...assessmentsQuery(String(data.youthId)), staleTime: 0 }))
        }
        throw error
      }
    },
    onSent() {
      draft.discard()
      announce(say(row === null ? 'assessments.saved' : 'assessments.corrected'))
      readAnew(queries)
      onDone()
    },
  })

  const { values } = form
  const wasChanged = form.failure instanceof CallError && form.failure.code === 'changedMeanwhile'
  const isPossible = decisionFaults(data, row, { ...values, reason: '-', correctionReason: '-' }).every(
    ({ field }) => field === 'specialCase',
  )
  return (
    <FormFrame form={form} label={say('assessments.group')}>
      {theirs === null ? <DraftNote draft={draft} /> : <Theirs data={theirs} row={row} />}
      <Inline>
        <InterviewField data={data} row={row} form={form} />
        <DateField
          {...form.field('day')}
          label={say('assessments.day')}
          min={data.case.from}
          max={data.today}
        />
      </Inline>
      <GroupChoice {...form.field('targetGroup')} possibilities={possibilitiesFor(data, row, values)} />
      <SpecialCaseField data={data} row={row} form={form} />
      <TextArea
        {...form.field('reason')}
        label={say('assessments.reason')}
        hint={say('assessments.reasonHint', { name })}
        rows={4}
        maxLength={4000}
        below={say(draft.kept ? 'assessments.draftKept' : 'assessments.draftNotKept')}
      />
      {row !== null && (
        <TextField
          {...form.field('correctionReason')}
          label={say('assessments.correctionReason')}
          hint={say('assessments.historyHint')}
          size="full"
          maxLength={500}
        />
      )}
      <Consequences
        today={data.today}
        question={
          isPossible && values.day !== null
            ? {
                youthId: data.youthId,
                targetGroup: values.targetGroup,
                day: values.day.toString(),
                ...(values.interviewId === '' ? {} : { interviewId: Number(values.interviewId) }),
                ...(row === null ? {} : { corrects: row.id }),
              }
            : null
        }
      />
      {form.failure !== null && !(wasChanged && theirs !== null) && <Failure failure={form.failure} />}
      <StickyActions>
        {onCancel && <Button onClick={onCancel}>{say('common.cancel')}</Button>}
        <Button type="submit" look="primary" busy={form.sending}>
          {say(row === null ? 'assessments.save' : 'assessments.saveCorrection')}
        </Button>
      </StickyActions>
    </FormFrame>
  )
}

function Theirs({ data, row }: { data: Assessments; row: Assessment | null }) {
  const say = useSay()
  const dates = useDates()
  const standing = historyIn(data).assessments
  if (row !== null && !standing.some(({ id }) => id === row.id)) {
    return <Meanwhile>{say('assessments.meanwhileGone')}</Meanwhile>
  }
  const latest = data.assessments.find(({ withdrawn }) => withdrawn === null)
  const what =
    latest === undefined
      ? say('assessments.none')
      : say('assessments.since', { name: latest.name, day: dates.day(latest.during.from, data.today) })
  return <Meanwhile>{say('assessments.meanwhile', { what })}</Meanwhile>
}

interface FieldProps {
  data: Assessments
  row: Assessment | null
  form: Form<DecisionValues>
}

function InterviewField({ data, row, form }: FieldProps) {
  const say = useSay()
  const dates = useDates()
  const interviews = interviewsOf(historyIn(data))
  const first = interviews.at(-1)
  const isElsewhere = row !== null && row.broughtInOn !== null
  const field = form.field('interviewId')
  const dayOf = (contactId: string) => interviews.find(each => String(each.contactId) === contactId)?.day
  const change = (interviewId: string) => {
    const [before, day] = [dayOf(form.values.interviewId), dayOf(interviewId)]
    // A decision that held from the day of its interview holds from that of the other one.
    const moves = day !== undefined && before !== undefined && form.values.day?.equals(before)
    if (moves) form.field('day').onChange(day)
    field.onChange(interviewId)
  }
  return (
    <Select
      {...field}
      onChange={change}
      label={say('assessments.interview')}
      empty={say(isElsewhere ? 'assessments.interviewNone' : 'assessments.chooseInterview')}
      choices={interviews.map(({ contactId, day }) => {
        const said = dates.day(day, data.today)
        return {
          value: String(contactId),
          label: contactId === first?.contactId ? say('assessments.interviewFirst', { day: said }) : said,
        }
      })}
    />
  )
}

/** Asked for only where the chosen group may be decided then in special cases alone. */
function SpecialCaseField({ data, row, form }: FieldProps) {
  const say = useSay()
  const chosen = possibilitiesFor(data, row, form.values).find(
    ({ group }) => group.code === form.values.targetGroup,
  )
  if (chosen?.may !== true || !chosen.specialCase) return null
  return (
    <Checkbox
      {...form.field('specialCase')}
      label={say('assessments.specialCase')}
      hint={say('assessments.specialCaseHint')}
    />
  )
}
