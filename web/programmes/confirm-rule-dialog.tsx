import { confirmRule, type ShownRule } from '#contract/rules.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { RowDialog, required } from './row-dialog.tsx'

interface Values {
  status: 'law' | 'local' | null
  source: string
}

/** Says where an unverified rule comes from; nothing that is due changes by it. */
export function ConfirmRuleDialog({ rule, onClose }: { rule: ShownRule; onClose: () => void }) {
  const say = useSay()
  return (
    <RowDialog<Values>
      name={`rule-confirm.${rule.id}.${rule.version}`}
      title={say('rules.confirmNamed', { name: rule.name })}
      initial={{ status: rule.clock === 'promise' ? 'local' : null, source: '' }}
      check={values => required(values, 'status', 'source')}
      send={({ status, source }) =>
        call(confirmRule, { id: rule.id, version: rule.version, status: status ?? 'local', source })
      }
      confirm={say('rules.confirm')}
      said={say('rules.confirmed')}
      onClose={onClose}
    >
      {({ field }) => (
        <>
          <p>{say('rules.confirmText', { source: rule.source })}</p>
          {rule.clock === 'statutory' && (
            <ChoiceChips
              {...field('status')}
              label={say('rules.status')}
              choices={[
                { value: 'law' as const, label: say('programmes.law') },
                { value: 'local' as const, label: say('programmes.local') },
              ]}
            />
          )}
          <TextArea
            {...field('source')}
            label={say('rules.sourceLabel')}
            hint={say('rules.sourceHint')}
            rows={2}
            maxLength={500}
          />
        </>
      )}
    </RowDialog>
  )
}
