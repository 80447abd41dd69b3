import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router'
import { useId, useRef, useState } from 'react'
import type { Phrase } from '#contract/language/say.ts'
import { countReferrals } from '#contract/referral-count.ts'
import type { Permission } from '#domain/sharing/permissions.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import { useFolding } from '#web/kit/use-folding.ts'

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
  { to: '/ledelse', phrase: 'shell.caseloads', permission: 'unit.read', icon: 'groups' },
  { to: '/unge-15-17', phrase: 'shell.duty', permission: 'duty.read', icon: 'time' },
  { to: '/aldersskift', phrase: 'shell.ages', permission: 'ages.read', icon: 'calendar-month' },
  { to: '/import', phrase: 'shell.imports', permission: 'import.run', icon: 'upload' },
  { to: '/medarbejdere', phrase: 'shell.staff', permission: 'staff.write', icon: 'person' },
  { to: '/opsaetning', phrase: 'shell.programmes', permission: 'setup.write', icon: 'settings' },
] as const satisfies readonly Place[]

/** The places that this person may go to, the first of which is where the day begins. */
export function usePlaces() {
  const may = useMay()
  return places.filter(place => may(place.permission))
}

/** So many fit beside each other on a phone; with more, the last is the way to the others. */
const mostOnPhone = 5

/** The main menu: beside the name on a wide screen, at the bottom within the thumb's reach on a phone. */
export function Navigation() {
  const say = useSay()
  const all = usePlaces()
  const shown = all.length > mostOnPhone ? mostOnPhone - 1 : all.length
  const rest = all.slice(shown)
  const [open, setOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useFolding(open, setOpen, root, button)
  const path = useRouterState({ select: state => state.location.pathname })
  const isWithinRest = rest.some(({ to }) => path === to || path.startsWith(`${to}/`))
  return (
    <nav ref={root} className="mg-nav" aria-label={say('shell.mainMenu')}>
      <ul>
        {all.slice(0, shown).map(place => (
          <PlaceLink key={place.to} place={place} onGo={() => setOpen(false)} />
        ))}
      </ul>
      {rest.length > 0 && (
        <>
          <button
            ref={button}
            type="button"
            className={isWithinRest ? 'mg-nav-link mg-nav-more mg-nav-more-here' : 'mg-nav-link mg-nav-more'}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <Icon name="menu" />
            <span>{say('shell.morePlaces')}</span>
          </button>
          <ul id={id} className={open ? 'mg-nav-rest mg-nav-rest-open' : 'mg-nav-rest'}>
            {rest.map(place => (
              <PlaceLink key={place.to} place={place} onGo={() => setOpen(false)} />
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

function PlaceLink({ place, onGo }: { place: (typeof places)[number]; onGo: () => void }) {
  const say = useSay()
  return (
    <li>
      <Link
        className="mg-nav-link"
        to={place.to}
        activeOptions={{ exact: place.to === '/', includeSearch: false }}
        onClick={onGo}
      >
        <Icon name={place.icon} />
        <span>{say(place.phrase)}</span>
        {place.to === '/henvendelser' && <NewReferrals />}
      </Link>
    </li>
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
