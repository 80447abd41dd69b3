import type { OtherRules } from '#contract/programmes.ts'
import { ActivityKind } from '#contract/words.ts'
import { useSay } from '#web/calls/language.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { readHours, writeHours } from './hours.ts'
import { required } from './row-dialog.tsx'

interface Values {
  activityKind: (typeof ActivityKind.options)[number] | ''
  hours: string
  countsInPart: boolean
}

/** From when on a kind of activity keeps the duty of those of 15-17. */
export function DutyEditor({ row }: { row: OtherRules['dutyRules'][number] | null }) {
  const say = useSay()
  const name = row && say(`rules.${row.activityKind}_duty`)
  return (
    <DatedEditor<Values>
      kind="duty"
      row={row}
      asksSource
      title={name === null ? say('rules.addDuty') : say('programmes.changeRule', { name })}
      back={{ to: '/opsaetning/lov', label: say('rules.law') }}
      endText={say('rules.endDutyText')}
      initial={{
        activityKind: row?.activityKind ?? '',
        hours: writeHours(row?.weeklyMinutes ?? null),
        countsInPart: row?.countsInPart ?? false,
      }}
      check={values => [
        ...required(values, 'activityKind'),
        ...(readHours(values.hours) === undefined ? [{ field: 'hours', code: 'hours' }] : []),
        ...(values.countsInPart && values.hours.trim() === ''
          ? [{ field: 'hours', code: 'partOfNothing' }]
          : []),
      ]}
      contentOf={({ activityKind, hours, countsInPart, source, status }) => ({
        ...{ kind: 'duty', activityKind: activityKind || 'other', countsInPart, source, status },
        weeklyMinutes: readHours(hours) ?? null,
      })}
      fieldOf={field => (field === 'weeklyMinutes' ? 'hours' : field)}
    >
      {({ field }) => (
        <>
          {row === null && (
            <Select
              {...field('activityKind')}
              label={say('rules.dutyKind')}
              empty={say('rules.choose')}
              choices={ActivityKind.options.map(value => ({ value, label: say(`rules.${value}_duty`) }))}
            />
          )}
          <TextField
            {...field('hours')}
            label={say('rules.dutyHours')}
            hint={say('rules.dutyHoursHint')}
            optional
            size="short"
            inputMode="decimal"
            maxLength={6}
          />
          <Checkbox
            {...field('countsInPart')}
            label={say('rules.dutyPart')}
            hint={say('rules.dutyPartHint')}
          />
        </>
      )}
    </DatedEditor>
  )
}
