import { useQuery } from '@tanstack/react-query'
import { readYouthAges, type Youth } from '#contract/youths-person.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Proposal, Stack } from '#web/kit/layout.tsx'
import { useMayHere } from './use-may-here.ts'

/** What the next birthday changes, where one within a year does, and how much is left to do before it. */
export function NextBirthday({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const enabled = useMayHere(youth)('ages.read') && youth.isOpen
  const { data } = useQuery({
    queryKey: ['youth', String(youth.youthId), 'ages'],
    queryFn: ({ signal }) => call(readYouthAges, { youthId: youth.youthId }, signal),
    enabled,
  })
  if (!enabled || data === undefined || data.turns.length === 0) return null
  return (
    <Stack gap="medium">
      {data.turns.map(({ age, day, changes, tasks, isLate }) => {
        const left = tasks.filter(({ done }) => done === null).length
        const hasCome = Temporal.PlainDate.compare(day, data.today) <= 0
        return (
          <Proposal
            key={age}
            title={say(hasCome ? 'youth.turned' : 'youth.turns', { age, day: dates.day(day, data.today) })}
            actions={
              <LinkButton to="/aldersskift" search={{ ung: String(youth.youthId) }}>
                {say('youth.turnsMore')}
              </LinkButton>
            }
          >
            <p>
              {say('youth.turnsChanges', {
                what: dates.list(changes.map(({ name }) => name.charAt(0).toLowerCase() + name.slice(1))),
              })}
            </p>
            {left > 0 && (
              <p>
                {say('youth.turnsLeft', { count: left })}
                {isLate && ` ${say('youth.turnsLate')}`}
              </p>
            )}
          </Proposal>
        )
      })}
    </Stack>
  )
}
