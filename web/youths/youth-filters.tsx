import { useQuery } from '@tanstack/react-query'
import type { YouthFilter } from '#contract/youths.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { filtersOn } from './list-state.ts'
import { choicesQuery } from './queries.ts'

const ageBands = {
  age15to17: { ageFrom: 15, ageTo: 17 },
  age18to24: { ageFrom: 18, ageTo: 24 },
  age25to29: { ageFrom: 25, ageTo: 29 },
  age30plus: { ageFrom: 30 },
} as const
type AgeBand = keyof typeof ageBands
const bandNames = Object.keys(ageBands) as AgeBand[]

const dueChoices = ['0', '7', '14', '30'] as const

/** What narrows the list down. Every change holds at once. */
export function YouthFilters({
  filter,
  onChange,
  onClear,
}: {
  filter: YouthFilter
  onChange: (filter: YouthFilter) => void
  onClear: () => void
}) {
  const say = useSay()
  const { data: choices } = useQuery(choicesQuery)
  /** A field without a value is left out, so that equal filters look equal. */
  const set = (change: { [Name in keyof YouthFilter]?: YouthFilter[Name] | undefined }) => {
    const next = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)
    onChange({ ...(Object.fromEntries(next) as YouthFilter) })
  }
  const caseworker = filter.withoutCaseworker ? 'none' : String(filter.caseworkerId ?? '')
  const band = bandNames.find(
    name =>
      filter.ageFrom === ageBands[name].ageFrom && filter.ageTo === (ageBands[name] as YouthFilter).ageTo,
  )
  return (
    <Card
      title={say('youths.filters')}
      actions={
        filtersOn(filter) > 0 && (
          <Button look="plain" onClick={onClear}>
            {say('youths.clearFilters')}
          </Button>
        )
      }
    >
      <div className="mg-filters">
        <ChoiceChips
          id="filter-scope"
          name="scope"
          label={say('youths.scope')}
          value={filter.scope}
          choices={[
            { value: 'mine', label: say('youths.scopeMine') },
            { value: 'all', label: say('youths.scopeAll') },
          ]}
          onChange={scope => set({ scope: scope ?? 'all' })}
        />
        <Select
          id="filter-group"
          name="targetGroup"
          label={say('youths.targetGroup')}
          empty={say('youths.anyOne')}
          value={filter.targetGroup ?? ''}
          choices={[
            ...(choices?.targetGroups.map(({ code, name }) => ({ value: code, label: name })) ?? []),
            { value: 'none', label: say('youths.withoutTargetGroup') },
          ]}
          onChange={value => set({ targetGroup: value === '' ? undefined : value })}
        />
        <Select
          id="filter-programme"
          name="programmeId"
          label={say('youths.programme')}
          empty={say('youths.anyOne')}
          value={String(filter.programmeId ?? '')}
          choices={
            choices?.programmes.map(({ programmeId, name }) => ({
              value: String(programmeId),
              label: name,
            })) ?? []
          }
          onChange={value => set({ programmeId: value === '' ? undefined : Number(value) })}
        />
        <Select
          id="filter-caseworker"
          name="caseworkerId"
          label={say('youths.caseworker')}
          empty={say('youths.anyOne')}
          value={caseworker}
          choices={[
            { value: 'none', label: say('youths.withoutCaseworker') },
            ...(choices?.caseworkers.map(({ staffId, givenName, familyName }) => ({
              value: String(staffId),
              label: `${givenName} ${familyName}`,
            })) ?? []),
          ]}
          onChange={value =>
            set({
              withoutCaseworker: value === 'none' ? true : undefined,
              caseworkerId: value === 'none' || value === '' ? undefined : Number(value),
            })
          }
        />
        <Select
          id="filter-age"
          name="age"
          label={say('youths.ageBand')}
          empty={say('youths.anyOne')}
          value={band ?? ''}
          choices={bandNames.map(name => ({ value: name, label: say(`youths.${name}`) }))}
          onChange={value =>
            set({ ageFrom: undefined, ageTo: undefined, ...(value === '' ? {} : ageBands[value as AgeBand]) })
          }
        />
        <Select
          id="filter-due"
          name="dueWithinDays"
          label={say('youths.dueWithin')}
          empty={say('youths.anyOne')}
          value={String(filter.dueWithinDays ?? '')}
          choices={dueChoices.map(days => ({
            value: days,
            label:
              days === '0' ? say('youths.dueToday') : say('youths.dueWithinDays', { count: Number(days) }),
          }))}
          onChange={value => set({ dueWithinDays: value === '' ? undefined : Number(value) })}
        />
        <Select
          id="filter-case"
          name="caseState"
          label={say('youths.caseState')}
          value={filter.caseState}
          choices={[
            { value: 'open', label: say('youths.caseOpen') },
            { value: 'closed', label: say('youths.caseClosed') },
            { value: 'any', label: say('youths.caseAny') },
          ]}
          onChange={value => set({ caseState: value === '' ? 'open' : value })}
        />
        <div>
          {(['overdue', 'withoutAppointment', 'protectedAddress'] as const).map(name => (
            <Checkbox
              key={name}
              id={`filter-${name}`}
              name={name}
              label={say(`youths.${name}`)}
              value={filter[name] === true}
              onChange={value => set({ [name]: value ? true : undefined })}
            />
          ))}
        </div>
      </div>
    </Card>
  )
}
