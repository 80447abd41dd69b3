import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addCompetence } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Combobox } from '#web/kit/combobox.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import type { BoundField } from '#web/kit/form.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'

interface Competence {
  code: string
  name: string
}

/** Stands for what is written, among the options. */
const newOne = '\n'
const shownOptions = 20

/** Which competences somebody has: find one, or add a new one that everybody then can have. */
export function CompetencesField({
  known,
  ...field
}: BoundField<readonly string[]> & { known: readonly Competence[] }) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [sought, setSought] = useState('')
  const [added, setAdded] = useState<readonly Competence[]>([])
  const all = [...known, ...added]
  const chosen = field.value.map(code => all.find(each => each.code === code) ?? { code, name: code })
  const word = sought.trim().toLocaleLowerCase('da')
  const options = all
    .filter(({ code, name }) => !field.value.includes(code) && name.toLocaleLowerCase('da').includes(word))
    .slice(0, shownOptions)
    .map(({ code, name }) => ({ value: code, label: name }))
  const isNew = word !== '' && !all.some(({ name }) => name.toLocaleLowerCase('da') === word)

  const choose = async (value: string) => {
    setSought('')
    if (value !== newOne) return field.onChange([...field.value, value])
    try {
      const made = await call(addCompetence, { name: sought.trim() })
      setAdded(before => [...before, made])
      if (!field.value.includes(made.code)) field.onChange([...field.value, made.code])
      void queries.invalidateQueries({ queryKey: ['staff'], exact: true })
    } catch (error) {
      announce(explainError(say, error), 'error')
    }
  }

  return (
    <Stack gap="small">
      <Combobox
        id={field.id}
        name={field.name}
        error={field.error}
        label={say('staff.competences')}
        hint={say('staff.competencesHint')}
        optional
        value={null}
        onChange={option => option !== null && void choose(option.value)}
        onSearch={setSought}
        options={
          isNew
            ? [...options, { value: newOne, label: say('staff.addCompetence', { name: sought.trim() }) }]
            : options
        }
      />
      {chosen.length > 0 && (
        <Inline tight>
          {chosen.map(({ code, name }) => (
            <Button
              key={code}
              icon="close"
              aria-label={say('staff.removeCompetence', { name })}
              onClick={() => field.onChange(field.value.filter(each => each !== code))}
            >
              {name}
            </Button>
          ))}
        </Inline>
      )}
    </Stack>
  )
}
