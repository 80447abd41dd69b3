import type { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { readWhole } from './whole-number.ts'

interface Values {
  fromWeek: string
  percent: string
}

/** How much of the time whoever is new has for young people, from a week on. */
export function NewcomerEditor({ row }: { row: OutputOf<typeof readLimits>['onboarding'][number] | null }) {
  const say = useSay()
  return (
    <DatedEditor<Values>
      kind="newcomer"
      row={row}
      title={row === null ? say('limits.addStepLong') : say('limits.changeStep', { week: row.fromWeek })}
      back={{ to: '/opsaetning/tid-og-loft', label: say('limits.title') }}
      endText={say('limits.endStepText')}
      initial={{ fromWeek: String(row?.fromWeek ?? ''), percent: String(row?.percent ?? '') }}
      check={values =>
        (['fromWeek', 'percent'] as const).flatMap(field =>
          readWhole(values[field]) == null ? [{ field, code: 'number' }] : [],
        )
      }
      contentOf={({ fromWeek, percent, source, status }) => ({
        ...{ kind: 'newcomer', source, status },
        fromWeek: readWhole(fromWeek) ?? 0,
        percent: readWhole(percent) ?? 0,
      })}
    >
      {({ field }) => (
        <>
          {row === null && (
            <TextField
              {...field('fromWeek')}
              label={say('limits.fromWeek')}
              hint={say('limits.fromWeekHint')}
              size="short"
              inputMode="numeric"
            />
          )}
          <TextField {...field('percent')} label={say('limits.percent')} size="short" inputMode="numeric" />
        </>
      )}
    </DatedEditor>
  )
}
