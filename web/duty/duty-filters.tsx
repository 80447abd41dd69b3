import { useState } from 'react'
import type { readDuty } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { aheadChoices, type DutySearch } from './search.ts'

interface Props {
  search: DutySearch
  choices: OutputOf<typeof readDuty>['choices']
  onChange: (change: DutySearch) => void
}

const names = ['raadgiver', 'vejleder', 'skole'] as const

/** Whose list it is, which school, and how far ahead. Every change holds at once. */
export function DutyFilters({ search, choices, onChange }: Props) {
  const say = useSay()
  const on = names.filter(name => search[name]).length
  const [open, setOpen] = useState(on > 0)
  const staff = (list: Props['choices']['advisers']) =>
    list.map(({ staffId, name }) => ({ value: String(staffId), label: name }))
  const choicesOf = {
    raadgiver: staff(choices.caseworkers),
    vejleder: staff(choices.advisers),
    skole: choices.schools.map(school => ({ value: school, label: school })),
  }
  const labels = {
    raadgiver: say('duty.caseworker'),
    vejleder: say('duty.adviser'),
    skole: say('duty.school'),
  }
  return (
    <div className="mg-duty-filters">
      <Button icon="list-check" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(open ? 'duty.hideFilters' : 'duty.showFilters')}
        {on > 0 && ` (${on})`}
      </Button>
      {open && (
        <Card title={say('duty.filters')}>
          <div className="mg-duty-fields">
            {names.map(name => (
              <Select
                key={name}
                id={`duty-${name}`}
                name={name}
                label={labels[name]}
                empty={say('duty.everybody')}
                value={search[name] ?? ''}
                choices={choicesOf[name]}
                onChange={value => onChange({ [name]: value })}
              />
            ))}
            <Select
              id="duty-frem"
              name="frem"
              label={say('duty.weeksAhead')}
              value={aheadChoices.find(weeks => weeks === search['frem']) ?? '6'}
              choices={aheadChoices.map(value => ({
                value,
                label: say('duty.weeks', { count: Number(value) }),
              }))}
              onChange={value => onChange({ frem: value === '6' ? '' : value })}
            />
          </div>
        </Card>
      )}
    </div>
  )
}
