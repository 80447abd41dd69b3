import { useQuery } from '@tanstack/react-query'
import { countOverdueReferrals } from '#contract/referral-count.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'

/** Enquiries that wait beyond what was promised: how many, since when, and the way there. */
export function ReferralsLine() {
  const say = useSay()
  const dates = useDates()
  const { data } = useQuery({
    queryKey: ['referrals', 'overdue'],
    queryFn: ({ signal }) => call(countOverdueReferrals, {}, signal),
  })
  if (data === undefined) return null
  const { overdue, oldest, today } = data
  return (
    <Card
      title={say('caseloads.referralsTitle')}
      actions={
        <LinkButton to="/henvendelser" search={overdue > 0 ? { kun: 'overdue' } : {}}>
          {say('caseloads.referralsOpen')}
        </LinkButton>
      }
    >
      <p className={overdue === 0 ? 'mg-quiet' : undefined}>
        {overdue === 0 || oldest === null
          ? say('caseloads.referralsNone')
          : say('caseloads.referralsLate', { count: overdue, day: dates.day(oldest, today) })}
      </p>
    </Card>
  )
}
