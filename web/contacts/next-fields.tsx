import type { ContactForm, NextContact } from '#contract/contacts.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { SkeletonText } from '#web/kit/feedback.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Proposal, Stack } from '#web/kit/layout.tsx'
import type { BookableKind, ContactValues } from './answers.ts'
import { chosenNext, usualPlace } from './contact-values.ts'
import { NextTitle, Why } from './next-title.tsx'
import { OtherTimeFields } from './other-time-fields.tsx'
import { useWhenSaid } from './when-said.ts'

interface Props {
  form: Form<ContactValues>
  data: ContactForm
  proposal: NextContact | undefined
  asking: boolean
  failed: boolean
}

const slotsShown = 3

/** What is owed next and why, with a free time chosen; booked by the same press that saves. */
export function NextFields({ form, data, proposal, asking, failed }: Props) {
  const say = useSay()
  const { today } = data
  const { when } = useWhenSaid(data.timeZone, today)
  const chosen = chosenNext(form.values, proposal)
  const whenAndWhere = (startsAt: Temporal.Instant, kind: BookableKind) =>
    [when(startsAt), usualPlace(data, kind)].filter(Boolean).join(', ')
  const next = form.field('next')

  const slots = [proposal?.slot ?? [], proposal?.otherSlots ?? []].flat().slice(0, slotsShown)
  const instants = slots.map(slot => slot.startsAt.toString())
  if (chosen !== 'none' && chosen !== 'other' && !instants.includes(chosen)) instants.unshift(chosen)

  return (
    <Stack gap="medium">
      <Proposal
        title={
          proposal === undefined ? (
            say(failed ? 'contacts.noProposal' : 'contacts.finding')
          ) : (
            <NextTitle proposal={proposal} data={data} />
          )
        }
        actions={
          <ChoiceChips
            {...next}
            value={chosen}
            label={say('contacts.nextChoice')}
            hideLabel
            onChange={value =>
              form.set(all => ({ ...all, next: value, nextKind: proposal?.kind ?? all.nextKind }))
            }
            choices={[
              ...instants.map(value => ({
                value,
                label: say('contacts.bookAt', { when: when(Temporal.Instant.from(value)) }),
              })),
              { value: 'other', label: say('contacts.bookOther') },
              { value: 'none', label: say(proposal?.booked ? 'contacts.bookKeep' : 'contacts.bookNone') },
            ]}
          />
        }
      >
        {proposal === undefined && asking && <SkeletonText lines={2} />}
        {proposal?.owed && <Why owed={proposal.owed} today={today} />}
        {proposal && !proposal.booked && proposal.kind && (
          <p>
            {proposal.slot
              ? say('contacts.proposed', { when: whenAndWhere(proposal.slot.startsAt, proposal.kind) })
              : say('contacts.noFreeTime')}
          </p>
        )}
      </Proposal>
      {chosen === 'other' && (
        <OtherTimeFields
          data={data}
          kind={form.field('nextKind')}
          day={form.field('nextDay')}
          time={form.field('nextTime')}
          place={form.field('nextPlace')}
          staffId={null}
        />
      )}
    </Stack>
  )
}
