import type { OtherRules } from '#contract/programmes.ts'
import type { ShownTargetGroup } from '#contract/target-groups.ts'
import { useSay } from '#web/calls/language.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { readWhole } from './whole-number.ts'

interface Values {
  targetGroups: readonly string[]
  ageFrom: string
  ageTo: string
}

interface Props {
  row: OtherRules['orderRules'][number] | null
  groups: readonly ShownTargetGroup[]
}

/** Who can be given an education order. */
export function OrderEditor({ row, groups }: Props) {
  const say = useSay()
  // One that the rule names and that is not set up here stays in it.
  const named = (row?.targetGroups ?? []).map((code, at): [string, string] => [
    code,
    row?.groupNames[at] ?? code,
  ])
  const choices = [
    ...new Map([
      ...named,
      ...groups
        .filter(({ decidedAt }) => decidedAt === null || decidedAt.length > 0)
        .map(({ code, name }): [string, string] => [code, name]),
    ]),
  ]
  return (
    <DatedEditor<Values>
      kind="order"
      row={row}
      title={row === null ? say('rules.addOrder') : say('rules.changeOrder')}
      back={{ to: '/opsaetning/lov', label: say('rules.law') }}
      endText={say('rules.endOrderText')}
      initial={{
        targetGroups: row?.targetGroups ?? [],
        ageFrom: String(row?.ageFrom ?? 18),
        ageTo: String(row?.ageTo ?? 29),
      }}
      check={values =>
        (['ageFrom', 'ageTo'] as const).flatMap(field =>
          readWhole(values[field]) == null ? [{ field, code: 'number' }] : [],
        )
      }
      contentOf={({ targetGroups, ageFrom, ageTo, source, status }) => ({
        ...{ kind: 'order', targetGroups: [...targetGroups], source, status },
        ageFrom: readWhole(ageFrom) ?? 0,
        ageTo: readWhole(ageTo) ?? 0,
      })}
    >
      {({ field }) => {
        const chosen = field('targetGroups')
        return (
          <>
            <CheckboxGroup label={say('rules.orderGroups')}>
              {choices.map(([code, label], index) => (
                <Checkbox
                  key={code}
                  id={index === 0 ? chosen.id : `${chosen.id}-${code}`}
                  name="targetGroups"
                  label={label}
                  error={index === 0 ? chosen.error : undefined}
                  value={chosen.value.includes(code)}
                  onChange={on =>
                    chosen.onChange(on ? [...chosen.value, code] : chosen.value.filter(each => each !== code))
                  }
                />
              ))}
            </CheckboxGroup>
            <Inline>
              <TextField
                {...field('ageFrom')}
                label={say('programmes.ageFrom')}
                size="short"
                inputMode="numeric"
              />
              <TextField
                {...field('ageTo')}
                label={say('programmes.ageTo')}
                size="short"
                inputMode="numeric"
              />
            </Inline>
          </>
        )
      }}
    </DatedEditor>
  )
}
