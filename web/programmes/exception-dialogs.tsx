import { allowMore, endException, type readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { RowDialog, required } from './row-dialog.tsx'
import { readWhole, wholeFaults } from './whole-number.ts'

type Limits = OutputOf<typeof readLimits>

interface Allowing {
  staffId: string
  programmeId: string
  cases: string
  minutes: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
  reason: string
}

/** A number that is none, or out of bounds, is said at its field; with neither, the first asks. */
export function checkNumbers({ cases, minutes }: Pick<Allowing, 'cases' | 'minutes'>) {
  const wrong = [
    ...wholeFaults('cases', cases, { min: 1, max: 1000 }),
    ...wholeFaults('minutes', minutes, { min: 1, max: 100_000 }),
  ]
  if (wrong.length > 0) return wrong
  return cases.trim() === '' && minutes.trim() === '' ? [{ field: 'cases', code: 'required' }] : []
}

/** One caseworker may have more for a time: why, and until when. */
export function AllowMoreDialog({ limits, onClose }: { limits: Limits; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  return (
    <RowDialog<Allowing>
      name="ceiling.allowMore"
      title={say('limits.allowMoreTitle')}
      initial={{
        ...{ staffId: '', programmeId: '', cases: '', minutes: '', reason: '' },
        from: today,
        lastDay: null,
      }}
      check={values => [
        ...required(values, 'staffId'),
        ...checkNumbers(values),
        ...required(values, 'from', 'lastDay', 'reason'),
      ]}
      send={({ staffId, programmeId, cases, minutes, from, lastDay, reason }) =>
        call(allowMore, {
          staffId: Number(staffId),
          programmeId: programmeId === '' ? null : Number(programmeId),
          cases: readWhole(cases) ?? null,
          minutes: readWhole(minutes) ?? null,
          from: String(from),
          lastDay: String(lastDay),
          reason,
        })
      }
      onClose={onClose}
      confirm={say('limits.allow')}
      said={say('limits.allowedSaved')}
    >
      {({ field }) => (
        <>
          <Select
            {...field('staffId')}
            label={say('limits.who')}
            empty={say('limits.choose')}
            choices={limits.caseworkers.map(({ staffId, name }) => ({ value: String(staffId), label: name }))}
          />
          <Select
            {...field('programmeId')}
            label={say('limits.programme')}
            empty={say('limits.allYouths')}
            choices={limits.programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <TextField
            {...field('cases')}
            label={say('limits.cases')}
            hint={say('limits.oneOfThem')}
            size="short"
            inputMode="numeric"
          />
          <TextField
            {...field('minutes')}
            label={say('limits.minutesMost')}
            size="short"
            inputMode="numeric"
          />
          <Inline>
            <DateField {...field('from')} label={say('limits.from')} min={today} example={today} />
            <DateField {...field('lastDay')} label={say('limits.lastDay')} min={today} example={today} />
          </Inline>
          <TextArea
            {...field('reason')}
            label={say('limits.why')}
            hint={say('limits.whyHint')}
            rows={2}
            maxLength={500}
          />
        </>
      )}
    </RowDialog>
  )
}

/** An exception ends sooner; those who have come stay. */
export function EndExceptionDialog({
  exception,
  onClose,
}: {
  exception: Limits['exceptions'][number]
  onClose: () => void
}) {
  const say = useSay()
  const today = useToday()
  const { id, version, staffName: name } = exception
  return (
    <RowDialog<{ lastDay: Temporal.PlainDate | null }>
      name={`ceiling.endException.${id}.${version}`}
      title={say('limits.endExceptionOf', { name })}
      initial={{ lastDay: today }}
      check={values => required(values, 'lastDay')}
      send={({ lastDay }) => call(endException, { id, version, lastDay: String(lastDay) })}
      onClose={onClose}
      confirm={say('limits.endException')}
      said={say('limits.exceptionEnded')}
    >
      {({ field }) => (
        <>
          <p>{say('limits.endExceptionText', { name })}</p>
          <DateField {...field('lastDay')} label={say('limits.lastDay')} example={today} />
        </>
      )}
    </RowDialog>
  )
}
