import { languageName, metLanguages } from '#contract/language/language-name.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import type { BoundField } from '#web/kit/form.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { Select } from '#web/kit/text-field.tsx'

/** Which languages somebody speaks with young people: choose one after the other, and take away again. */
export function LanguagesField(field: BoundField<readonly string[]>) {
  const say = useSay()
  const choices = metLanguages
    .filter(code => !field.value.includes(code))
    .map(value => ({ value, label: languageName(say, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, say.locale))
  return (
    <Stack gap="small">
      <Select
        id={field.id}
        name={field.name}
        error={field.error}
        label={say('staff.languages')}
        hint={say('staff.languagesHint')}
        optional
        empty={say('staff.addLanguage')}
        value=""
        onChange={code => code !== '' && field.onChange([...field.value, code])}
        choices={choices}
      />
      {field.value.length > 0 && (
        <Inline tight>
          {field.value.map(code => (
            <Button
              key={code}
              icon="close"
              aria-label={say('staff.removeLanguage', { name: languageName(say, code) })}
              onClick={() => field.onChange(field.value.filter(each => each !== code))}
            >
              {languageName(say, code)}
            </Button>
          ))}
        </Inline>
      )}
    </Stack>
  )
}
