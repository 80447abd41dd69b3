import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Assessment, type Assessments, withdrawAssessment } from '#contract/assessments.ts'
import { isWorkStatus } from '#domain/assessment/may-decide.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Dialog, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Timeline } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { sendOrAskAnew } from './asked-anew.ts'
import { readAnew } from './queries.ts'

interface Props {
  data: Assessments
  onCorrect: (row: Assessment) => void
}

/** Every decision with who, why and on which interview, also those that were taken back. */
export function AssessmentHistory({ data, onCorrect }: Props) {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const [withdrawing, setWithdrawing] = useState<Assessment | null>(null)
  const { today } = data
  const title = say('assessments.history')
  return (
    <Card title={title}>
      {data.assessments.length === 0 ? (
        <p className="mg-quiet">{say('assessments.historyEmpty')}</p>
      ) : (
        <Timeline
          label={title}
          items={data.assessments.map(row => ({
            key: String(row.id),
            when: dates.shortDay(row.during.from, today),
            day: row.during.from.toString(),
            what: <What row={row} data={data} />,
            more: (
              <More
                row={row}
                data={data}
                actions={
                  may('assessment.write') && row.withdrawn === null && !isStatus(row) ? (
                    <ButtonRow>
                      <Button
                        look="plain"
                        aria-label={say('assessments.correctOf', { what: saidOf(row) })}
                        onClick={() => onCorrect(row)}
                      >
                        {say('assessments.correct')}
                      </Button>
                      <Button
                        look="plain"
                        aria-label={say('assessments.takeBackOf', { what: saidOf(row) })}
                        onClick={() => setWithdrawing(row)}
                      >
                        {say('assessments.takeBack')}
                      </Button>
                    </ButtonRow>
                  ) : null
                }
              />
            ),
            tone: row.withdrawn === null ? ('info' as const) : ('neutral' as const),
          }))}
        />
      )}
      <Dialog
        open={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        title={say('assessments.takeBackTitle')}
      >
        {withdrawing && <WithdrawForm data={data} row={withdrawing} onDone={() => setWithdrawing(null)} />}
      </Dialog>
    </Card>
  )

  function isStatus({ targetGroup, during }: Assessment): boolean {
    return isWorkStatus(data.groups, targetGroup, during.from)
  }

  function saidOf({ name, during }: Assessment): string {
    return say('assessments.since', { name, day: dates.day(during.from, today) })
  }
}

function What({ row, data }: { row: Assessment; data: Assessments }) {
  const say = useSay()
  const dates = useDates()
  const { during, stage, specialCase, author, broughtInOn } = row
  return (
    <>
      <strong>{row.name}</strong>{' '}
      {during.to !== null && (
        <>{say('assessments.until', { day: dates.day(during.to.subtract({ days: 1 }), data.today) })} </>
      )}
      {isWorkStatus(data.groups, row.targetGroup, during.from) ? (
        <Tag>{say('assessments.workStatus')}</Tag>
      ) : (
        stage !== null && (
          <Tag tone={stage === 'final' ? 'info' : 'neutral'}>{say(`assessments.stage_${stage}`)}</Tag>
        )
      )}{' '}
      {specialCase && (
        <>
          <Tag tone="warning">{say('assessments.special')}</Tag>{' '}
        </>
      )}
      {author !== null && <span className="mg-quiet">{say('assessments.author', { staff: author })}</span>}
      {author === null && broughtInOn !== null && (
        <span className="mg-quiet">
          {say('assessments.broughtIn', { day: dates.day(broughtInOn, data.today) })}
        </span>
      )}
    </>
  )
}

function More({ row, data, actions }: { row: Assessment; data: Assessments; actions: React.ReactNode }) {
  const say = useSay()
  const dates = useDates()
  const { withdrawn, interview } = row
  const day = (instant: Temporal.Instant) =>
    dates.day(instant.toZonedDateTimeISO(data.timeZone).toPlainDate(), data.today)
  const isCorrected = data.assessments.some(({ correctsId }) => correctsId === row.id)
  return (
    <>
      {interview !== null && (
        <p className="mg-quiet mg-assessment-words">
          {say('assessments.onInterview', { day: dates.day(interview.day, data.today) })}
        </p>
      )}
      {row.reason !== '' && <p className="mg-assessment-words">{row.reason}</p>}
      {withdrawn !== null && (
        <p className="mg-assessment-words">
          <strong>
            {withdrawn.by === null
              ? say(isCorrected ? 'assessments.replacedBySomebody' : 'assessments.takenBySomebody', {
                  day: day(withdrawn.at),
                  reason: withdrawn.reason,
                })
              : say(isCorrected ? 'assessments.replacedBy' : 'assessments.taken', {
                  day: day(withdrawn.at),
                  staff: withdrawn.by,
                  reason: withdrawn.reason,
                })}
          </strong>
        </p>
      )}
      {actions}
    </>
  )
}

function WithdrawForm({ data, row, onDone }: { data: Assessments; row: Assessment; onDone: () => void }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
    explain: fault => explainField(say, fault),
    send: ({ reason }) =>
      sendOrAskAnew(queries, call(withdrawAssessment, { id: row.id, revision: data.revision, reason })),
    onSent() {
      announce(say('assessments.withdrawn'))
      readAnew(queries)
      onDone()
    },
  })
  return (
    <FormFrame form={form} label={say('assessments.takeBackTitle')}>
      <p>{say('assessments.takeBackText', { name: data.givenName })}</p>
      <TextField
        {...form.field('reason')}
        label={say('assessments.withdrawReason')}
        hint={say('assessments.historyHint')}
        size="full"
        maxLength={500}
      />
      <Failure failure={form.failure} />
      <ButtonRow end>
        <Button onClick={onDone}>{say('common.cancel')}</Button>
        <Button type="submit" look="danger" busy={form.sending}>
          {say('assessments.takeBack')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
