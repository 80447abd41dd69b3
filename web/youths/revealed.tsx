import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { readAddress, readCpr, type Youth } from '#contract/youths-person.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'

/**
 * Something that stays hidden until it is asked for: each look is a request of its own, and is logged. What was
 * shown is forgotten with the page.
 */
function Revealed({
  hidden,
  show,
  hide,
  logged,
  ask,
}: {
  hidden: ReactNode
  show: string
  hide: string
  logged: string
  ask: () => Promise<string>
}) {
  const say = useSay()
  const look = useMutation({ mutationFn: ask, gcTime: 0 })
  return (
    <>
      <span role="status">
        {look.data ?? hidden}
        {look.data !== undefined && <span className="mg-quiet"> {logged}</span>}
        {look.error && <span className="mg-quiet"> {explainError(say, look.error)}</span>}
      </span>{' '}
      <Button
        look="plain"
        busy={look.isPending}
        onClick={() => (look.data === undefined ? look.mutate() : look.reset())}
      >
        {look.data === undefined ? show : hide}
      </Button>
    </>
  )
}

export function ProtectedAddress({ youth }: { youth: Youth }) {
  const say = useSay()
  if (!youth.isMine) return say('youth.addressNotMine', { name: youth.givenName })
  return (
    <Revealed
      hidden={say('youth.addressProtected')}
      show={say('youth.showAddress')}
      hide={say('youth.hideAddress')}
      logged={say('youth.addressLogged')}
      ask={async () =>
        (await call(readAddress, { youthId: youth.youthId })).address ?? say('youth.noAddress')
      }
    />
  )
}

/** The birth date is known anyway; the last four digits are what is sealed. */
export function Cpr({ youth }: { youth: Youth }) {
  const say = useSay()
  const may = useMay()
  if (!youth.hasCpr) return say('youth.noCpr')
  const { day, month, year } = youth.birthDate
  const two = (number: number) => String(number % 100).padStart(2, '0')
  const masked = `${two(day)}${two(month)}${two(year)}-xxxx`
  if (!youth.isMine || !may('youth.cpr')) return masked
  return (
    <Revealed
      hidden={masked}
      show={say('youth.showCpr')}
      hide={say('youth.hideCpr')}
      logged={say('youth.cprLogged')}
      ask={async () => (await call(readCpr, { youthId: youth.youthId })).cpr}
    />
  )
}
