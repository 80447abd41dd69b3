import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListedStaff } from '#contract/staff.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { hoursInWords } from './hours.ts'
import { staffQuery } from './queries.ts'

const route = getRouteApi('/inside/medarbejdere')

/** Who works here: roles, hours, who is away, and who cannot log in. */
export function StaffPage() {
  const { data, error } = useQuery(staffQuery)
  if (data) return <Everybody staff={data.staff} />
  if (error) throw error
  return <SkeletonPage />
}

function Everybody({ staff }: { staff: readonly ListedStaff[] }) {
  const say = useSay()
  const today = useToday()
  const navigate = route.useNavigate()
  const { vis } = route.useSearch()
  const [sought, setSought] = useState('')
  const which = vis === 'fratraadte' ? 'left' : 'here'
  const isHere = ({ leftOn }: ListedStaff) =>
    leftOn === null || Temporal.PlainDate.compare(leftOn, today) >= 0
  const here = staff.filter(isHere)
  const words = sought.toLocaleLowerCase('da').split(/\s+/).filter(Boolean)
  const shown = (which === 'here' ? here : staff.filter(one => !isHere(one))).filter(one => {
    const text = `${one.givenName} ${one.familyName} ${one.profession}`.toLocaleLowerCase('da')
    return words.every(word => text.includes(word))
  })
  return (
    <Page>
      <PageHeader
        title={say('staff.title')}
        actions={
          <LinkButton to="/medarbejdere/ny" look="primary">
            {say('staff.add')}
          </LinkButton>
        }
      >
        {say('staff.lead', { count: here.length })}
      </PageHeader>
      <Stack>
        <Inline>
          <TextField
            id="sought"
            name="sought"
            type="search"
            label={say('staff.find')}
            optional
            value={sought}
            onChange={setSought}
          />
          <ChoiceChips
            id="which"
            name="which"
            label={say('staff.which')}
            value={which}
            onChange={chosen =>
              void navigate({ search: chosen === 'left' ? { vis: 'fratraadte' } : {}, replace: true })
            }
            choices={[
              { value: 'here', label: say('staff.here') },
              { value: 'left', label: say('staff.left') },
            ]}
          />
        </Inline>
        {shown.length === 0 ? (
          <EmptyState title={say('staff.noneFound')}>{say('staff.noneFoundText')}</EmptyState>
        ) : (
          <Card flush>
            <RowCards label={say('staff.list')}>
              {shown.map(one => (
                <One key={one.staffId} one={one} today={today} />
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function One({ one, today }: { one: ListedStaff; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { away, leftOn, roles, logIn } = one
  const gone = leftOn !== null && Temporal.PlainDate.compare(leftOn, today) < 0
  return (
    <RowCard
      title={
        <Link to="/medarbejdere/$staffId" params={{ staffId: String(one.staffId) }}>
          {one.givenName} {one.familyName}
        </Link>
      }
      aside={one.profession}
    >
      <Inline tight>
        {away && (
          <Tag tone="info">
            {away.lastDay === null
              ? say('staff.away')
              : say('staff.awayUntil', { day: dates.day(away.lastDay, today) })}
          </Tag>
        )}
        {leftOn !== null && (
          <Tag>{say(gone ? 'staff.leftOn' : 'staff.leaves', { day: dates.day(leftOn, today) })}</Tag>
        )}
        {!gone && logIn === 'missing' && <Tag tone="warning">{say('staff.missing')}</Tag>}
        {!gone && (
          <span>
            {[
              roles.length === 0 ? say('staff.noRole') : roles.map(role => say(`role.${role}`)).join(', '),
              hoursInWords(say, one.weeklyMinutes),
              ...(logIn === 'missing' ? [] : [say(`staff.${logIn}`)]),
            ].join(' · ')}
          </span>
        )}
      </Inline>
    </RowCard>
  )
}
