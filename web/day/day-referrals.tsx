import { Link } from '@tanstack/react-router'
import type { DayReferral } from '#contract/day.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'

/** Somebody has written about my young people; gone from here when it is read. */
export function DayReferrals({
  referrals,
  today,
}: {
  referrals: readonly DayReferral[]
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  if (referrals.length === 0) return null
  return (
    <Card title={say('day.referrals')} flush>
      <RowCards label={say('day.referrals')}>
        {referrals.map(referral => {
          const name = `${referral.givenName} ${referral.familyName}`
          return (
            <RowCard
              key={referral.referralId}
              title={
                <Link to="/unge/$youthId" params={{ youthId: String(referral.youthId) }}>
                  {name}
                </Link>
              }
              actions={
                <LinkButton
                  to="/henvendelser/$referralId"
                  params={{ referralId: String(referral.referralId) }}
                  look="primary"
                  aria-label={say('day.readReferralOf', { name })}
                >
                  {say('day.readReferral')}
                </LinkButton>
              }
            >
              {say(`day.${referral.senderRole}Wrote`, { day: dates.day(referral.receivedOn, today) })}
            </RowCard>
          )
        })}
      </RowCards>
    </Card>
  )
}
