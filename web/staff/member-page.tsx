import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Member, updateStaff } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Card, Columns, Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { AbsenceCard } from './absence-card.tsx'
import { Failure } from './failure.tsx'
import { HoursCard } from './hours-card.tsx'
import { LeavingCard } from './leaving-card.tsx'
import { checkParticulars, type Particulars, ParticularsFields } from './particulars-fields.tsx'
import { memberQuery, useForgetStaff } from './queries.ts'
import { RolesCard } from './roles-card.tsx'

const route = getRouteApi('/inside/medarbejdere/$staffId')

/** One colleague: what is written, and everything dated, which is ended and never overwritten. */
export function MemberPage() {
  const { staffId } = route.useParams()
  const { data, error } = useQuery(memberQuery(staffId))
  if (data) return <One key={staffId} member={data} />
  if (error) throw error
  return <SkeletonPage />
}

function One({ member }: { member: Member }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const { leftOn } = member
  return (
    <Page>
      <PageHeader
        title={`${member.givenName} ${member.familyName}`}
        back={<BackLink to="/medarbejdere">{say('staff.toList')}</BackLink>}
      >
        {[
          member.profession,
          leftOn === null
            ? say(`staff.${member.logIn}`)
            : say('staff.leaves', { day: dates.day(leftOn, today) }),
        ].join(' · ')}
      </PageHeader>
      <Columns
        aside={
          <>
            <RolesCard member={member} />
            <HoursCard member={member} />
            <AbsenceCard member={member} />
            <LeavingCard member={member} />
          </>
        }
      >
        <Card title={say('staff.particulars')}>
          <ParticularsForm member={member} />
        </Card>
      </Columns>
    </Page>
  )
}

function ParticularsForm({ member }: { member: Member }) {
  const say = useSay()
  const announce = useAnnounce()
  const forget = useForgetStaff()
  const { givenName, familyName, email, phone, profession, competences } = member
  const [initial] = useState<Particulars>({ givenName, familyName, email, phone, profession, competences })
  const form = useForm<Particulars, { version: number }>({
    initial,
    check: checkParticulars,
    explain: fault => explainField(say, { ...fault, params: fault.params }),
    send: values =>
      call(updateStaff, {
        staffId: member.staffId,
        version: member.version,
        ...values,
        competences: [...values.competences],
      }),
    onSent() {
      announce(say('staff.saved'))
      void forget()
    },
  })
  return (
    <FormFrame form={form} label={say('staff.particulars')}>
      <ParticularsFields form={form} competences={member.knownCompetences} />
      <Failure failure={form.failure} />
      <ButtonRow>
        <Button type="submit" look="primary" busy={form.sending}>
          {say('staff.save')}
        </Button>
      </ButtonRow>
    </FormFrame>
  )
}
