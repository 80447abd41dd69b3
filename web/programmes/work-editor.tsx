import type { readWeights } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { type WorkUnit, workUnits } from '#domain/caseload/weight.ts'
import { useSay } from '#web/calls/language.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { required } from './row-dialog.tsx'
import { readWhole, wholeFaults } from './whole-number.ts'

interface Values {
  name: string
  programmeId: string
  per: WorkUnit | ''
  minutes: string
  timesAYear: string
}

interface Props {
  row: OutputOf<typeof readWeights>['rows'][number] | null
  programmes: readonly { id: number; name: string }[]
  /** Minutes that fit what was logged, where they are taken up. */
  proposed: number | null
}

const repeatable: readonly string[] = ['meeting', 'call', 'accompaniment']

/** Minutes that a case takes for one kind of work. */
export function WorkEditor({ row, programmes, proposed }: Props) {
  const say = useSay()
  return (
    <DatedEditor<Values>
      kind="work"
      row={row}
      title={row === null ? say('limits.addWorkLong') : say('limits.changeWork', { name: row.name })}
      back={{ to: '/opsaetning/tid-og-loft', label: say('limits.title') }}
      endText={say('limits.endWorkText')}
      initial={{
        name: row?.name ?? '',
        programmeId: row?.programmeId == null ? '' : String(row.programmeId),
        per: row?.per ?? '',
        minutes: String(proposed ?? row?.minutes ?? ''),
        timesAYear: row?.timesAYear == null ? '' : String(row.timesAYear),
      }}
      {...(proposed === null
        ? {}
        : { prefill: { source: say('limits.loggedSource'), status: 'local' as const } })}
      check={values => [
        ...required(values, 'name', 'per'),
        ...required(values, 'minutes'),
        ...wholeFaults('minutes', values.minutes, { min: takesTime(values) ? 1 : 0, max: 10_000 }),
        ...(asksTimes(values) ? wholeFaults('timesAYear', values.timesAYear, { min: 1, max: 366 }) : []),
      ]}
      contentOf={({ name, programmeId, per, minutes, timesAYear, source, status }) => ({
        ...{ kind: 'work', name, source, status },
        per: per === '' ? 'month' : per,
        programmeId: programmeId === '' ? null : Number(programmeId),
        minutes: readWhole(minutes) ?? 0,
        timesAYear: asksTimes({ per }) ? (readWhole(timesAYear) ?? null) : null,
      })}
    >
      {({ field, values }) => (
        <>
          <TextField {...field('name')} label={say('limits.name')} maxLength={100} />
          {row === null && (
            <>
              <Select
                {...field('programmeId')}
                label={say('limits.programme')}
                empty={say('limits.otherCases')}
                choices={programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              <Select
                {...field('per')}
                label={say('limits.per')}
                empty={say('limits.choose')}
                choices={workUnits.map(value => ({ value, label: say(`limits.per_${value}`) }))}
              />
            </>
          )}
          <TextField
            {...field('minutes')}
            label={say('limits.minutes')}
            {...(row === null ? {} : { hint: say(`limits.per_${row.per}`) })}
            size="short"
            inputMode="numeric"
          />
          {asksTimes(values) && (
            <TextField
              {...field('timesAYear')}
              label={say('limits.timesAYear')}
              hint={say('limits.timesHint')}
              optional
              size="short"
              inputMode="numeric"
            />
          )}
        </>
      )}
    </DatedEditor>
  )
}

/** A meeting or a call of no minutes would count for nothing. */
function takesTime({ per }: Pick<Values, 'per'>): boolean {
  return per === 'meeting' || per === 'call'
}

/** What can happen a number of times a year. */
function asksTimes({ per }: Pick<Values, 'per'>): boolean {
  return repeatable.includes(per)
}
