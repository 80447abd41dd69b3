import { useMutation } from '@tanstack/react-query'
import { type DutyRow, involveGuardian } from '#contract/duty.ts'
import { showPhone } from '#domain/person/phone.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Checkbox } from '#web/kit/checkbox.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { useForgetDuty } from './queries.ts'

/** Who has custody, how to reach them, and whether they took part in what was talked about. */
export function Guardians({ row, mayWrite }: { row: DutyRow; mayWrite: boolean }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const announce = useAnnounce()
  const forget = useForgetDuty()
  const { contact, guardians } = row
  const tick = useMutation({
    mutationFn: (change: { guardianId: number; name: string; involved: boolean }) =>
      call(involveGuardian, {
        contactId: contact?.contactId ?? 0,
        guardianId: change.guardianId,
        involved: change.involved,
      }),
    onSuccess: (_, { name, involved }) => {
      announce(say(involved ? 'duty.involvedSaved' : 'duty.involvedTaken', { name }))
      return forget()
    },
    onError: error => announce(explainError(say, error), 'error'),
  })
  // Shown at once; the row is asked for anew before it is let go of.
  const ticking = tick.isPending ? tick.variables : undefined
  if (guardians.length === 0) return <p className="mg-quiet">{say('duty.noGuardians')}</p>
  return (
    <ul className="mg-duty-guardians" aria-label={say('duty.guardians', { name: row.givenName })}>
      {guardians.map(({ guardianId, name, relation, phone, hasCustody, involved }) => (
        <li key={guardianId}>
          <span>
            {name}
            {relation !== '' && `, ${relation}`}
            {hasCustody && <span className="mg-quiet"> ({say('duty.custody')})</span>}
          </span>{' '}
          {phone !== null && (
            <a href={`tel:${phone}`} aria-label={say('duty.guardianCall', { name, phone: showPhone(phone) })}>
              {showPhone(phone)}
            </a>
          )}
          {contact !== null && mayWrite && (
            <Checkbox
              id={`involved-${contact.contactId}-${guardianId}`}
              name="involved"
              label={say('duty.wasInvolved', { name, day: dates.day(contact.day, today) })}
              value={ticking?.guardianId === guardianId ? ticking.involved : involved}
              onChange={next => tick.mutate({ guardianId, name, involved: next })}
            />
          )}
        </li>
      ))}
      {contact === null && row.offPlan !== null && mayWrite && (
        <li className="mg-quiet">{say('duty.guardiansWait')}</li>
      )}
    </ul>
  )
}
