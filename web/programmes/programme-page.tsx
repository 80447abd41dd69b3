import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { addProgramme, changeProgramme, type Programme, type Setup } from '#contract/programmes.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { type FieldFault, FormFrame, useForm } from '#web/kit/form.tsx'
import { Inline, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { Failure } from './failure.tsx'
import { setupQuery, useForgetSetup } from './queries.ts'
import { readWhole } from './whole-number.ts'

const route = getRouteApi('/inside/opsaetning/forloeb')

interface Values {
  name: string
  description: string
  ageFrom: string
  ageTo: string
  targetGroups: readonly string[]
  benefitWeeks: string
  from: Temporal.PlainDate | null
  lastDay: Temporal.PlainDate | null
  source: string
}

const numbers = ['ageFrom', 'ageTo', 'benefitWeeks'] as const

/** A new programme, or one that is changed (`?ret=`). */
export function ProgrammePage() {
  const { ret } = route.useSearch()
  const { data, error } = useQuery(setupQuery)
  if (data) {
    const programme = data.programmes.find(({ id }) => String(id) === ret) ?? null
    return <Editor key={ret} programme={programme} groups={data.targetGroups} />
  }
  if (error) throw error
  return <SkeletonPage />
}

interface Props {
  programme: Programme | null
  groups: Setup['targetGroups']
}

function Editor(props: Props) {
  const { programme } = props
  const today = useToday()
  const about = programme === null ? 'new' : `${programme.id}.${programme.version}`
  return (
    <Drafted name={`programme.${about}`} initial={valuesOf(programme, today)}>
      {written => <WrittenProgramme {...props} written={written} />}
    </Drafted>
  )
}

function WrittenProgramme({ programme, groups, written }: Props & { written: Draft<Values> }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetSetup()
  const leave = () => void navigate({ to: '/opsaetning' })
  const form = useForm<Values, unknown>({
    initial: written.values,
    state: written,
    check,
    explain: fault =>
      fault.code === 'number'
        ? say('programmes.numberInvalid')
        : explainField(say, { ...fault, params: fault.params }),
    send: values => {
      const content = {
        ...values,
        targetGroups: [...values.targetGroups],
        ageFrom: readWhole(values.ageFrom) ?? null,
        ageTo: readWhole(values.ageTo) ?? null,
        benefitWeeks: readWhole(values.benefitWeeks) ?? null,
        from: String(values.from),
        lastDay: values.lastDay === null ? null : String(values.lastDay),
      }
      return programme === null
        ? call(addProgramme, content)
        : call(changeProgramme, { id: programme.id, version: programme.version, ...content })
    },
    onSent() {
      written.discard()
      void forget()
      announce(say('programmes.programmeSaved'))
      leave()
    },
  })
  const chosen = form.field('targetGroups')
  const codes = [...new Map(groups.map(group => [group.code, group.name]))]
  const title =
    programme === null
      ? say('programmes.newProgramme')
      : say('programmes.editProgramme', { name: programme.name })
  return (
    <Page width="reading">
      <PageHeader title={title} back={<BackLink to="/opsaetning">{say('programmes.toSetup')}</BackLink>} />
      <FormFrame form={form} label={title}>
        <RestoredNote written={written} />
        <TextField {...form.field('name')} label={say('programmes.name')} size="full" maxLength={100} />
        <TextArea
          {...form.field('description')}
          label={say('programmes.description')}
          optional
          rows={3}
          maxLength={2000}
        />
        <Inline>
          <TextField
            {...form.field('ageFrom')}
            label={say('programmes.ageFrom')}
            optional
            size="short"
            inputMode="numeric"
          />
          <TextField
            {...form.field('ageTo')}
            label={say('programmes.ageTo')}
            optional
            size="short"
            inputMode="numeric"
          />
        </Inline>
        <CheckboxGroup label={say('programmes.groups')}>
          <p className="form-hint">{say('programmes.groupsHint')}</p>
          {codes.map(([code, name], index) => (
            <Checkbox
              key={code}
              id={index === 0 ? chosen.id : `${chosen.id}-${code}`}
              name="targetGroups"
              label={name}
              error={index === 0 ? chosen.error : undefined}
              value={chosen.value.includes(code)}
              onChange={on =>
                chosen.onChange(on ? [...chosen.value, code] : chosen.value.filter(each => each !== code))
              }
            />
          ))}
        </CheckboxGroup>
        <TextField
          {...form.field('benefitWeeks')}
          label={say('programmes.weeks')}
          optional
          size="short"
          inputMode="numeric"
        />
        <Inline>
          <DateField {...form.field('from')} label={say('programmes.first')} example={today} />
          <DateField
            {...form.field('lastDay')}
            label={say('programmes.last')}
            hint={say('programmes.lastHint')}
            optional
            example={today}
          />
        </Inline>
        <TextField
          {...form.field('source')}
          label={say('programmes.decided')}
          optional
          size="full"
          maxLength={500}
        />
        <Failure failure={form.failure} />
        <StickyActions>
          <Button onClick={leave}>{say('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('programmes.saveProgramme')}
          </Button>
        </StickyActions>
      </FormFrame>
    </Page>
  )
}

function check(values: Values): FieldFault[] {
  return [
    ...(values.name.trim() === '' ? [{ field: 'name', code: 'required' }] : []),
    ...numbers.flatMap(field => (readWhole(values[field]) === undefined ? [{ field, code: 'number' }] : [])),
    ...(values.from === null ? [{ field: 'from', code: 'required' }] : []),
  ]
}

function valuesOf(programme: Programme | null, today: Temporal.PlainDate): Values {
  const text = (value: number | null | undefined) => (value == null ? '' : String(value))
  return {
    name: programme?.name ?? '',
    description: programme?.description ?? '',
    ageFrom: text(programme?.ageFrom),
    ageTo: text(programme?.ageTo),
    targetGroups: programme?.targetGroups ?? [],
    benefitWeeks: text(programme?.benefitWeeks),
    from: programme?.during.from ?? today,
    lastDay: programme?.during.lastDay ?? null,
    source: programme?.source ?? '',
  }
}
