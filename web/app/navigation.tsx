import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { Phrase } from '#contract/language/say.ts'
import { countReferrals } from '#contract/referral-count.ts'
import type { Permission } from '#domain/sharing/permissions.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Icon, type IconName } from '#web/kit/icon.tsx'

interface Place {
  to: NonNullable<LinkProps['to']>
  phrase: Extract<Phrase, `shell.${string}`>
  permission: Permission
  icon: IconName
}

const places = [
  { to: '/', phrase: 'shell.day', permission: 'day.read', icon: 'checklist' },
  { to: '/unge', phrase: 'shell.youths', permission: 'youth.read', icon: 'persons' },
  { to: '/henvendelser', phrase: 'shell.referrals', permission: 'referral.read', icon: 'email' },
  { to: '/aldersskift', phrase: 'shell.ages', permission: 'ages.read', icon: 'calendar-month' },
  { to: '/unge-15-17', phrase: 'shell.duty', permission: 'duty.read', icon: 'time' },
  { to: '/ledelse', phrase: 'shell.caseloads', permission: 'unit.read', icon: 'groups' },
  { to: '/import', phrase: 'shell.imports', permission: 'import.run', icon: 'upload' },
  { to: '/medarbejdere', phrase: 'shell.staff', permission: 'staff.write', icon: 'person' },
  { to: '/opsaetning', phrase: 'shell.programmes', permission: 'setup.write', icon: 'settings' },
] as const satisfies readonly Place[]

/** The places that this person may go to, the first of which is where the day begins. */
export function usePlaces() {
  const may = useMay()
  return places.filter(place => may(place.permission))
}

/** The main menu: beside the name on a wide screen, at the bottom within the thumb's reach on a phone. */
export function Navigation() {
  const say = useSay()
  return (
    <nav className="mg-nav" aria-label={say('shell.mainMenu')}>
      <ul>
        {usePlaces().map(place => (
          <li key={place.to}>
            <Link
              className="mg-nav-link"
              to={place.to}
              activeOptions={{ exact: place.to === '/', includeSearch: false }}
            >
              <Icon name={place.icon} />
              <span>{say(place.phrase)}</span>
              {place.to === '/henvendelser' && <NewReferrals />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many enquiries nobody has taken; nothing where there are none. */
function NewReferrals() {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['referrals', 'count'],
    queryFn: ({ signal }) => call(countReferrals, {}, signal),
    staleTime: 60 * 1000,
  })
  if (data === undefined || data.new === 0) return null
  return (
    <span className="mg-nav-count">
      <span aria-hidden="true">{data.new}</span>
      <span className="sr-only">{say('shell.newReferrals', { count: data.new })}</span>
    </span>
  )
}
