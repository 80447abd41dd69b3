import type { OtherRules } from '#contract/programmes.ts'
import { useSay } from '#web/calls/language.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { readWhole } from './whole-number.ts'

interface Values {
  months: string
}

/** How long a closed enquiry is kept that became nobody's case. */
export function RetentionEditor({ row }: { row: OtherRules['retention'][number] | null }) {
  const say = useSay()
  return (
    <DatedEditor<Values>
      kind="retention"
      row={row}
      title={say(row === null ? 'rules.addRetention' : 'rules.changeRetention')}
      back={{ to: '/opsaetning/lov', label: say('rules.law') }}
      endText={say('rules.endRetentionText')}
      initial={{ months: row === null ? '' : String(row.months) }}
      check={({ months }) => (readWhole(months) == null ? [{ field: 'months', code: 'number' }] : [])}
      contentOf={({ months, source, status }) => ({
        ...{ kind: 'retention', source, status },
        months: readWhole(months) ?? 0,
      })}
    >
      {({ field }) => (
        <TextField
          {...field('months')}
          label={say('rules.retentionField')}
          hint={say('rules.retentionHint')}
          size="short"
          inputMode="numeric"
        />
      )}
    </DatedEditor>
  )
}
