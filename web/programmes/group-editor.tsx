import { DecisionStage, type ShownTargetGroup } from '#contract/target-groups.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Stack } from '#web/kit/layout.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { DatedEditor, type DatedValues } from './dated-editor.tsx'
import { required } from './row-dialog.tsx'
import { StatusField } from './status-field.tsx'

type Status = ShownTargetGroup['status']

/** Whether the group may be chosen at one kind of decision. */
interface Stage {
  stage: (typeof DecisionStage.options)[number]
  may: 'no' | 'yes' | 'special'
  source: string
  status: Status
}

interface Values {
  name: string
  definition: string
  when: 'each' | 'some' | 'none'
  stages: readonly Stage[]
}

/** A target group, with when it may be decided. */
export function GroupEditor({ group }: { group: ShownTargetGroup | null }) {
  const say = useSay()
  return (
    <DatedEditor<Values>
      kind="group"
      row={group && { ...group, key: group.code }}
      title={group === null ? say('rules.addGroup') : say('programmes.changeRule', { name: group.name })}
      back={{ to: '/opsaetning/maalgrupper', label: say('rules.groups') }}
      endText={say('rules.endGroupText', { count: group?.youths ?? 0 })}
      initial={valuesOf(group)}
      check={values => [
        ...required(values, 'name', 'definition'),
        ...values.stages.flatMap(({ may, source }, at) =>
          values.when === 'some' && may !== 'no' && source.trim() === ''
            ? [{ field: `stages.${at}.source`, code: 'required' }]
            : [],
        ),
        ...(values.when === 'some' && values.stages.every(({ may }) => may === 'no')
          ? [{ field: 'stages', code: 'oneStage' }]
          : []),
      ]}
      contentOf={({ name, definition, when, stages, source, status }) => ({
        ...{ kind: 'group', name, definition, source, status },
        decidedAt:
          when === 'each'
            ? null
            : chosen(stages, when).map(({ stage, may, source, status }) => ({
                ...{ stage, source, status },
                specialCase: may === 'special',
              })),
      })}
      fieldOf={(field, { stages, when }) => {
        const [, at = '', rest = ''] = /^decidedAt\.(\d+)\.(\w+)$/.exec(field) ?? []
        const stage = chosen(stages, when)[Number(at)]
        return stage === undefined || at === '' ? field : `stages.${stages.indexOf(stage)}.${rest}`
      }}
    >
      {form => {
        const when = form.field('when')
        return (
          <>
            <TextField {...form.field('name')} label={say('programmes.name')} size="full" maxLength={100} />
            <TextArea
              {...form.field('definition')}
              label={say('rules.definition')}
              rows={4}
              maxLength={2000}
            />
            <ChoiceChips
              {...when}
              label={say('rules.decidedWhen')}
              error={when.error ?? form.field('stages').error}
              onChange={chosen => chosen !== null && when.onChange(chosen)}
              choices={(['each', 'some', 'none'] as const).map(value => ({
                value,
                label: say(`rules.decided_${value}`),
              }))}
            />
            {form.values.when === 'some' && <Stages form={form} />}
          </>
        )
      }}
    </DatedEditor>
  )
}

function valuesOf(group: ShownTargetGroup | null): Values {
  const decidedAt = group?.decidedAt ?? null
  return {
    name: group?.name ?? '',
    definition: group?.definition ?? '',
    when: decidedAt === null ? 'each' : decidedAt.length === 0 ? 'none' : 'some',
    stages: DecisionStage.options.map(stage => {
      const known = decidedAt?.find(one => one.stage === stage)
      return {
        stage,
        may: known === undefined ? 'no' : known.specialCase ? 'special' : 'yes',
        source: known?.source ?? '',
        status: known?.status ?? 'local',
      }
    }),
  }
}

const chosen = (stages: readonly Stage[], when: Values['when']) =>
  when === 'some' ? stages.filter(({ may }) => may !== 'no') : []

function Stages({ form }: { form: Form<Values & DatedValues> }) {
  const say = useSay()
  return (
    <Stack gap="medium">
      {form.values.stages.map((stage, at) => {
        const put = (change: Partial<Stage>) =>
          form.set(values => ({
            ...values,
            stages: values.stages.map((one, index) => (index === at ? { ...one, ...change } : one)),
          }))
        return (
          <fieldset key={stage.stage} className="form-group">
            <legend className="form-label">{say(`rules.stage_${stage.stage}`)}</legend>
            <Stack gap="medium">
              <ChoiceChips
                {...form.part('stages', `${at}.may`, stage.may, may => put({ may }))}
                label={say('rules.stageMay')}
                onChange={may => may !== null && put({ may })}
                choices={(['no', 'yes', 'special'] as const).map(value => ({
                  value,
                  label: say(`rules.stageMay_${value}`),
                }))}
              />
              {stage.may !== 'no' && (
                <>
                  <TextField
                    {...form.part('stages', `${at}.source`, stage.source, source => put({ source }))}
                    label={say('rules.sourceLabel')}
                    size="full"
                    maxLength={1000}
                  />
                  <StatusField
                    field={form.part('stages', `${at}.status`, stage.status, status => put({ status }))}
                  />
                </>
              )}
            </Stack>
          </fieldset>
        )
      })}
    </Stack>
  )
}
