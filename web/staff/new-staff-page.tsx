import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addStaff, type listStaff } from '#contract/staff.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { type Role, roles } from '#domain/sharing/permissions.ts'
import { call } from '#web/calls/call.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { FormFrame, useForm } from '#web/kit/form.tsx'
import { Page } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { StickyActions } from '#web/kit/sticky-actions.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { Failure } from './failure.tsx'
import { readHours } from './hours.ts'
import {
  checkParticulars,
  type Particulars,
  ParticularsFields,
  sentParticulars,
} from './particulars-fields.tsx'
import { staffQuery, useForgetStaff } from './queries.ts'

interface Values extends Particulars {
  from: Temporal.PlainDate | null
  roles: readonly Role[]
  weeklyHours: string
}

/** Somebody new, with roles and working time, on one page. */
export function NewStaffPage() {
  const { data, error } = useQuery(staffQuery)
  if (data) return <NewStaff known={data} />
  if (error) throw error
  return <SkeletonPage />
}

function NewStaff({ known }: { known: OutputOf<typeof listStaff> }) {
  const say = useSay()
  const today = useToday()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const forget = useForgetStaff()
  const [initial] = useState<Values>({
    givenName: '',
    familyName: '',
    email: '',
    phone: '',
    profession: '',
    competences: [],
    languages: [],
    places: '',
    from: today,
    roles: [],
    weeklyHours: '',
  })
  const form = useForm<Values, { staffId: number }>({
    initial,
    check: values => [
      ...checkParticulars(values),
      ...(values.from === null ? [{ field: 'from', code: 'required' }] : []),
      ...(readHours(values.weeklyHours) === undefined ? [{ field: 'weeklyHours', code: 'weeklyHours' }] : []),
    ],
    explain: fault => {
      if (fault.code === 'weeklyHours') return say('staff.hoursInvalid')
      return fault.code === 'postalCodes' ? say('staff.postalCodesInvalid') : explainField(say, fault)
    },
    send: ({ weeklyHours, from, ...values }) =>
      call(addStaff, {
        ...sentParticulars(values),
        roles: [...values.roles],
        from: String(from),
        weeklyMinutes: readHours(weeklyHours) ?? null,
      }),
    onSent({ staffId }, { givenName, familyName }) {
      void forget()
      announce(say('staff.added', { name: `${givenName} ${familyName}` }))
      void navigate({ to: '/medarbejdere/$staffId', params: { staffId: String(staffId) } })
    },
  })
  const chosen = form.field('roles')
  return (
    <Page width="reading">
      <PageHeader
        title={say('staff.newTitle')}
        back={<BackLink to="/medarbejdere">{say('staff.toList')}</BackLink>}
      >
        {say('staff.newLead')}
      </PageHeader>
      <FormFrame form={form} label={say('staff.newTitle')}>
        <ParticularsFields form={form} competences={known.competences} />
        <CheckboxGroup label={say('staff.rolesFrom')}>
          {roles.map((role, index) => (
            <Checkbox
              key={role}
              id={index === 0 ? chosen.id : `${chosen.id}-${role}`}
              name="roles"
              label={say(`role.${role}`)}
              {...(role === 'leader' ? { hint: say('staff.leaderHint') } : {})}
              error={index === 0 ? chosen.error : undefined}
              value={chosen.value.includes(role)}
              onChange={on =>
                chosen.onChange(roles.filter(each => (each === role ? on : chosen.value.includes(each))))
              }
            />
          ))}
        </CheckboxGroup>
        <DateField {...form.field('from')} label={say('staff.firstDay')} example={today} />
        <TextField
          {...form.field('weeklyHours')}
          label={say('staff.weeklyHours')}
          hint={say('staff.weeklyHoursHint')}
          inputMode="decimal"
          size="short"
          optional
          maxLength={6}
        />
        <Failure failure={form.failure} />
        <StickyActions>
          <Button onClick={() => void navigate({ to: '/medarbejdere' })}>{say('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.sending}>
            {say('staff.save')}
          </Button>
        </StickyActions>
      </FormFrame>
    </Page>
  )
}
