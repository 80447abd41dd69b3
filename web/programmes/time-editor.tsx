import type { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { readHours, writeHours } from './hours.ts'
import { readWhole } from './whole-number.ts'

type Row = OutputOf<typeof readLimits>['settings'][number]

/** A figure by which the time of caseworkers is reckoned; a working week is written in hours. */
export function TimeEditor({ row }: { row: Row }) {
  const say = useSay()
  const { setting } = row
  const inHours = setting === 'fullTimeWeekly'
  const read = inHours ? readHours : readWhole
  const name = say(`limits.setting_${setting}`)
  return (
    <DatedEditor<{ value: string }>
      kind="time"
      row={row}
      title={say('limits.changeTime', { name })}
      back={{ to: '/opsaetning/tid-og-loft', label: say('limits.title') }}
      endText={say('limits.endTimeText')}
      initial={{ value: inHours ? writeHours(row.value) : String(row.value) }}
      check={({ value }) =>
        read(value) == null ? [{ field: 'value', code: inHours ? 'hours' : 'number' }] : []
      }
      contentOf={({ value, source, status }) => ({
        ...{ kind: 'time', setting, source, status },
        value: read(value) ?? 0,
      })}
    >
      {({ field }) => (
        <TextField
          {...field('value')}
          label={say(`limits.field_${setting}`)}
          size="short"
          inputMode={inHours ? 'decimal' : 'numeric'}
        />
      )}
    </DatedEditor>
  )
}
