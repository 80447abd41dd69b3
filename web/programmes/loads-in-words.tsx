import type { Effect } from '#contract/rules.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Stack } from '#web/kit/layout.tsx'

type Loads = NonNullable<Effect['loads']>

/** What a change does to the unit's load and to whose, before it is made. */
export function LoadsInWords({ loads: { on, before, after, caseworkers, aboveAfter } }: { loads: Loads }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const format = new Intl.NumberFormat(say.locale, { style: 'percent', maximumFractionDigits: 1 })
  const share = (minutes: number, of: number | null) =>
    of === null || of === 0 ? say('limits.noTime') : format.format(minutes / of)
  const unit = [before, after].map(({ minutes, time }) => share(minutes, time))
  const { names, more } = aboveAfter
  const above = more > 0 ? [...names, say('limits.loadMore', { count: more })] : names
  const day = dates.day(on, today)
  const [was, is] = unit
  return (
    <Stack gap="medium">
      <div role="status">
        <p>
          {after.time === 0 && before.time === 0
            ? say('limits.loadNoTime', { day })
            : was === is
              ? say('limits.loadUnitSame', { day, after: is ?? '' })
              : say('limits.loadUnit', { day, before: was ?? '', after: is ?? '' })}
        </p>
        <ul>
          <li>{say('limits.loadOver', { before: before.over, after: after.over })}</li>
          <li>{say('limits.loadAbove', { before: before.aboveCeiling, after: after.aboveCeiling })}</li>
          {above.length > 0 && (
            <li>{say('limits.loadAboveWho', { names: new Intl.ListFormat(say.locale).format(above) })}</li>
          )}
        </ul>
      </div>
      {caseworkers.length > 0 && (
        <section>
          <h3>{say('limits.loadWho')}</h3>
          <ul className="mg-tabular">
            {caseworkers.map(one => (
              <li key={one.staffId}>
                {say('limits.loadOne', {
                  name: one.name,
                  before: share(one.before.minutes, one.before.of),
                  after: share(one.after.minutes, one.after.of),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {caseworkers.length === 0 && was === is && <p>{say('limits.loadNothing')}</p>}
    </Stack>
  )
}
