import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type Member, updateStaff } from '#contract/staff.ts'
import { showPhone } from '#domain/person/phone.ts'
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
import { DutiesCard } from './duties-card.tsx'
import { Failure } from './failure.tsx'
import { HoursCard } from './hours-card.tsx'
import { LeavingCard } from './leaving-card.tsx'
import { LogInCard } from './log-in-card.tsx'
import { NewcomerCard } from './newcomer-card.tsx'
import {
  checkParticulars,
  type Particulars,
  ParticularsFields,
  sentParticulars,
} from './particulars-fields.tsx'
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
            <DutiesCard member={member} />
            <NewcomerCard member={member} />
            <AbsenceCard member={member} />
            <LogInCard member={member} />
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
  const stored = particularsOf(member)
  const [base, setBase] = useState(stored)
  const form = useForm<Particulars, { version: number }>({
    initial: base,
    check: checkParticulars,
    explain: fault =>
      fault.code === 'postalCodes' ? say('staff.postalCodesInvalid') : explainField(say, fault),
    send: values =>
      call(updateStaff, {
        staffId: member.staffId,
        version: member.version,
        ...sentParticulars(values),
      }),
    onSent() {
      announce(say('staff.saved'))
      void forget()
    },
  })
  // Somebody else's change comes in wherever nothing is written here yet.
  if (!isSame(base, stored)) {
    setBase(stored)
    form.set(values => merged(base, stored, values))
  }
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

function particularsOf({
  givenName,
  familyName,
  email,
  phone,
  profession,
  competences,
  languages,
  postalCodes,
}: Member): Particulars {
  const places = postalCodes.join(', ')
  return { givenName, familyName, email, phone: showPhone(phone), profession, competences, languages, places }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What is written, and for the rest what is stored now. */
function merged(before: Particulars, stored: Particulars, written: Particulars): Particulars {
  const pick = <Name extends keyof Particulars>(name: Name): Particulars[Name] =>
    isSame(before[name], written[name]) ? stored[name] : written[name]
  return {
    givenName: pick('givenName'),
    familyName: pick('familyName'),
    email: pick('email'),
    phone: pick('phone'),
    profession: pick('profession'),
    languages: pick('languages'),
    places: pick('places'),
    competences: pick('competences'),
  }
}
