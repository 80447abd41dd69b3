import type { Referral } from '#contract/triage.ts'
import { asksWhoWrote, saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import type { Form } from '#web/kit/form.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { type WhoWrote, WhoWroteField } from './who-wrote.tsx'
import { senderOf, sendersOf } from './words.ts'

/** What happened, in one press: which kind of talk it was, and what came of it. */
export const whats = {
  spoke: { kind: 'call', outcome: 'held' },
  unanswered: { kind: 'call', outcome: 'unanswered' },
  met: { kind: 'meeting', outcome: 'held' },
  noShow: { kind: 'meeting', outcome: 'noShow' },
  team: { kind: 'team', outcome: 'held' },
  text: { kind: 'text', outcome: 'unanswered' },
} as const
type What = keyof typeof whats
export const whatNames = Object.keys(whats) as What[]

export interface Talk extends WhoWrote {
  what: What | null
  with: 'youth' | 'sender' | null
  /** The key of the enquiry of whoever wrote, as text; asked where several did. */
  sender: string | null
  when: 'now' | 'earlier' | null
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  note: string
}

/** Which talks are asked about. */
export interface Asking {
  referral: Referral
  names: readonly What[]
  /** It was with whoever wrote, and is not asked. */
  isSender?: boolean
  /** Who wrote is asked along with it, where nobody has answered. */
  asksWho?: boolean
}

export function emptyTalk({ referral, isSender = false }: Asking): Talk {
  return {
    what: null,
    sender: null,
    // Where somebody turns out not to be the young person, it is said with whom one spoke.
    with: isSender ? 'sender' : saysItIsTheirs(referral) ? null : 'youth',
    when: 'now',
    day: referral.today,
    time: null,
    note: '',
    senderIsYouth: null,
  }
}

/** What is asked, as far as it is answered. */
function asked({ referral, isSender = false, asksWho = false }: Asking, values: Talk) {
  const who = asksWho && !isSender && asksHere(referral, values)
  const senders = sendersIn(referral, who && values.senderIsYouth === 'no')
  const isWith = !isSender && senders.length > 0
  const isWithSender = isSender || (isWith && values.with === 'sender')
  return { who, senders, isWith, isWithSender, which: isWithSender && senders.length > 1 }
}

export function checkTalk(asking: Asking, values: Talk): { field: string; code: string }[] {
  const { isWith, which } = asked(asking, values)
  return [
    ...(values.what === null ? [{ field: 'what', code: 'required' }] : []),
    ...(isWith && values.with === null ? [{ field: 'with', code: 'required' }] : []),
    ...(which && values.sender === null ? [{ field: 'sender', code: 'required' }] : []),
    ...(values.when === 'earlier' && values.day === null ? [{ field: 'day', code: 'required' }] : []),
    ...(values.when === 'earlier' && values.time === null ? [{ field: 'time', code: 'required' }] : []),
  ]
}

/** The talk as it is sent, and who wrote where that was asked. */
export function saidIn(asking: Asking, values: Talk) {
  const { what, note, senderIsYouth } = values
  if (what === null) throw new Error('what happened is missing')
  const { referral } = asking
  const { who, senders, isWithSender } = asked(asking, values)
  return {
    said: {
      with: isWithSender ? ('sender' as const) : ('youth' as const),
      sender: isWithSender ? senderOfTalk(referral, senders, values) : null,
      ...whats[what],
      at: momentOf(values, referral.timeZone),
      note,
    },
    senderIsYouth: who ? senderIsYouth : null,
  }
}

/** Which talk it was, with whom, and when. */
export function TalkFields<Values extends Talk>({ asking, form }: { asking: Asking; form: Form<Values> }) {
  const say = useSay()
  const { referral, names } = asking
  const { who, senders, isWith, which } = asked(asking, form.values)
  return (
    <Stack gap="medium">
      <ChoiceChips
        {...form.field('what')}
        label={say('triage.talkWhat')}
        choices={names.map(value => ({ value, label: say(`triage.what_${value}`) }))}
      />
      {who && <WhoWroteField form={form} />}
      {isWith && (
        <ChoiceChips
          {...form.field('with')}
          label={say('triage.talkWith')}
          {...(form.values.with === 'sender' ? { hint: say('triage.senderCounts') } : {})}
          choices={(['youth', 'sender'] as const).map(value => ({
            value,
            label: say(`triage.with_${value}`),
          }))}
        />
      )}
      {which && (
        <ChoiceChips
          {...form.field('sender')}
          label={say('triage.whichSender')}
          choices={senders.map(each => ({
            value: String(each.referralId),
            label: say('triage.senderNamed', { sender: senderOf(say, each), reference: each.reference }),
          }))}
        />
      )}
      <ChoiceChips
        {...form.field('when')}
        label={say('triage.talkWhen')}
        choices={(['now', 'earlier'] as const).map(value => ({
          value,
          label: say(`triage.when_${value}`),
        }))}
      />
      {form.values.when === 'earlier' && (
        <Inline>
          <DateField {...form.field('day')} label={say('triage.day')} max={referral.today} />
          <TimeField {...form.field('time')} label={say('triage.time')} />
        </Inline>
      )}
      <TextArea
        {...form.field('note')}
        label={say('triage.note')}
        hint={say('triage.noteHint')}
        optional
        rows={2}
        maxLength={2000}
      />
    </Stack>
  )
}

/** Whoever has been spoken with can be told from who wrote. */
function asksHere(referral: Referral, { what }: Talk): boolean {
  return asksWhoWrote(referral) && what !== null && whats[what].outcome === 'held'
}

/**
 * The enquiries of those who wrote about somebody else, in this one and what was merged into it. With whoever wrote about
 * themselves there is nobody else to speak with; who turns out to be another is.
 */
function sendersIn(referral: Referral, isOther: boolean) {
  return [...(isOther ? [referral] : []), ...sendersOf(referral)]
}

/** The key of the enquiry whose sender it was; null for the one that goes on. */
function senderOfTalk(
  referral: Referral,
  senders: ReturnType<typeof sendersIn>,
  values: Talk,
): number | null {
  const one =
    senders.length > 1 ? senders.find(each => String(each.referralId) === values.sender) : senders[0]
  return one === undefined || one.referralId === referral.referralId ? null : one.referralId
}

/** The moment that is meant. An earlier time that the day does not have (the clock was put forward) is the one after. */
function momentOf({ when, day, time }: Talk, timeZone: string): string {
  if (when !== 'earlier' || day === null || time === null) return Temporal.Now.instant().toString()
  return day.toZonedDateTime({ timeZone, plainTime: time }).toInstant().toString()
}
