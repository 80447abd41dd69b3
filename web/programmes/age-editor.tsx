import type { AgeTask } from '#contract/dated-rules.ts'
import type { OtherRules } from '#contract/programmes.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import { DatedEditor, type DatedValues } from './dated-editor.tsx'
import { required } from './row-dialog.tsx'
import { readWhole } from './whole-number.ts'

type AgeChange = OtherRules['ageChanges'][number]

interface Task extends Omit<AgeTask, 'daysBefore' | 'onlyWith'> {
  /** Tells them apart while they are written. */
  key: string
  daysBefore: string
  onlyWith: NonNullable<AgeTask['onlyWith']> | ''
}

interface Values {
  age: string
  does: AgeChange['does']
  name: string
  text: string
  tasks: readonly Task[]
}

/** What a new one may do: the others follow from custody and from the duty, whose ages are the law's. */
const free = ['told', 'targetGroupsEnd', 'handover'] as const
const mostTasks = 20

/** What changes on a birthday, and what a person does before it. */
export function AgeEditor({ row }: { row: AgeChange | null }) {
  const say = useSay()
  const isFree = row === null || free.some(kind => kind === row.does)
  return (
    <DatedEditor<Values>
      kind="age"
      row={row}
      asksSource
      title={row === null ? say('rules.addAge') : say('programmes.changeRule', { name: row.name })}
      back={{ to: '/opsaetning/lov', label: say('rules.law') }}
      endText={say('rules.endAgeText')}
      initial={{
        age: row === null ? '' : String(row.age),
        does: row?.does ?? 'told',
        name: row?.name ?? '',
        text: row?.text ?? '',
        tasks: (row?.tasks ?? []).map(task => ({
          ...task,
          key: task.item,
          daysBefore: String(task.daysBefore),
          onlyWith: task.onlyWith ?? '',
        })),
      }}
      check={values => [
        ...(readWhole(values.age) == null ? [{ field: 'age', code: 'number' }] : []),
        ...required(values, 'name', 'text'),
        ...values.tasks.flatMap(({ text, daysBefore }, at) => [
          ...(text.trim() === '' ? [{ field: `tasks.${at}.text`, code: 'required' }] : []),
          ...(readWhole(daysBefore) == null ? [{ field: `tasks.${at}.daysBefore`, code: 'number' }] : []),
        ]),
      ]}
      contentOf={({ age, does, name, text, tasks, source, status }) => ({
        ...{ kind: 'age', does, name, text, source, status },
        age: readWhole(age) ?? 0,
        tasks: tasks.map(({ key: _, ...task }) => ({
          ...task,
          daysBefore: readWhole(task.daysBefore) ?? 0,
          onlyWith: task.onlyWith === '' ? null : task.onlyWith,
        })),
      })}
    >
      {form => {
        const does = form.field('does')
        return (
          <>
            <TextField {...form.field('name')} label={say('rules.ageName')} size="full" maxLength={100} />
            <TextField
              {...form.field('age')}
              label={say('rules.ageAge')}
              {...(isFree ? {} : { hint: say('rules.ageIsLaw') })}
              disabled={!isFree}
              size="short"
              inputMode="numeric"
            />
            {isFree ? (
              <ChoiceChips
                {...does}
                label={say('rules.ageDoes')}
                onChange={chosen => chosen !== null && does.onChange(chosen)}
                choices={free.map(value => ({ value, label: say(`rules.does_${value}`) }))}
              />
            ) : (
              <p>{say(`rules.does_${row.does}`)}</p>
            )}
            <TextArea {...form.field('text')} label={say('rules.ageText')} rows={3} maxLength={1000} />
            <Tasks form={form} />
          </>
        )
      }}
    </DatedEditor>
  )
}

function Tasks({ form }: { form: Form<Values & DatedValues> }) {
  const say = useSay()
  const { tasks } = form.values
  const set = (change: (tasks: readonly Task[]) => readonly Task[]) =>
    form.set(values => ({ ...values, tasks: change(values.tasks) }))
  const put = (at: number, change: Partial<Task>) =>
    set(all => all.map((task, index) => (index === at ? { ...task, ...change } : task)))
  return (
    <Stack gap="medium">
      <h2>{say('rules.ageTasks')}</h2>
      {tasks.length === 0 && <p className="mg-quiet">{say('rules.ageNoTasks')}</p>}
      {tasks.map((task, at) => (
        <fieldset key={task.key} className="form-group">
          <legend className="form-label">{say('rules.ageTask', { number: at + 1 })}</legend>
          <Stack gap="medium">
            <TextField
              {...form.part('tasks', `${at}.text`, task.text, text => put(at, { text }))}
              label={say('rules.taskText')}
              size="full"
              maxLength={300}
            />
            <Inline>
              <TextField
                {...form.part('tasks', `${at}.daysBefore`, task.daysBefore, daysBefore =>
                  put(at, { daysBefore }),
                )}
                label={say('rules.taskDays')}
                size="short"
                inputMode="numeric"
              />
              <Select
                {...form.part('tasks', `${at}.onlyWith`, task.onlyWith, onlyWith => put(at, { onlyWith }))}
                label={say('rules.taskFor')}
                empty={say('rules.taskForAll')}
                choices={(['guardians', 'membership'] as const).map(value => ({
                  value,
                  label: say(`rules.taskFor_${value}`),
                }))}
              />
            </Inline>
            <Button look="plain" onClick={() => set(all => all.toSpliced(at, 1))}>
              {say('rules.removeTask', { number: at + 1 })}
            </Button>
          </Stack>
        </fieldset>
      ))}
      {tasks.length < mostTasks && (
        <Button onClick={() => set(all => [...all, newTask(all)])}>{say('rules.addTask')}</Button>
      )}
    </Stack>
  )
}

function newTask(tasks: readonly Task[]): Task {
  const numbers = tasks.map((_, at) => at + 1)
  const free = numbers.find(number => !tasks.some(({ key }) => key === `ny ${number}`)) ?? numbers.length + 1
  return { key: `ny ${free}`, item: '', text: '', daysBefore: '30', onlyWith: '' }
}
