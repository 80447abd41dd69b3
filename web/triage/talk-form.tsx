import { type Referral, registerTalk } from '#contract/triage.ts'
import { asksWhoWrote, saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField, TimeField } from '#web/kit/date-field.tsx'
import { Card, Inline, Stack } from '#web/kit/layout.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { StepForm } from './step-form.tsx'
import { type WhoWrote, WhoWroteField } from './who-wrote.tsx'
import { senderOf, sendersOf } from './words.ts'

/** What happened, in one press: which kind of talk it was, and what came of it. */
const whats = {
  spoke: { kind: 'call', outcome: 'held' },
  unanswered: { kind: 'call', outcome: 'unanswered' },
  met: { kind: 'meeting', outcome: 'held' },
  noShow: { kind: 'meeting', outcome: 'noShow' },
  team: { kind: 'team', outcome: 'held' },
  text: { kind: 'text', outcome: 'unanswered' },
} as const
type What = keyof typeof whats
const whatNames = Object.keys(whats) as What[]
/** The team sits down with nobody but the young person. */
const senderWhats = whatNames.filter(name => name !== 'team')

interface Talk extends WhoWrote {
  what: What | null
  with: 'youth' | 'sender' | null
  /** The key of the enquiry of whoever wrote, as text; asked where several did. */
  sender: string | null
  when: 'now' | 'earlier' | null
  day: Temporal.PlainDate | null
  time: Temporal.PlainTime | null
  note: string
}

/** A call, a meeting or the attempt: two presses, and a note where there is something to say. */
export function TalkCard({ referral }: { referral: Referral }) {
  const say = useSay()
  return (
    <Card title={say('triage.talk')}>
      <TalkForm referral={referral} names={whatNames} onDone={() => undefined} />
    </Card>
  )
}

/** The same with whoever wrote about somebody else, once it is a case: talks with the young person are written there. */
export function SenderTalkForm({ referral, onEnd }: { referral: Referral; onEnd: () => void }) {
  const say = useSay()
  return (
    <>
      <p>{say('triage.senderTalkText')}</p>
      <TalkForm referral={referral} names={senderWhats} isSender onDone={onEnd} onCancel={onEnd} />
    </>
  )
}

interface TalkFormProps {
  referral: Referral
  names: readonly What[]
  /** It was with whoever wrote, and is not asked. */
  isSender?: boolean
  onDone: () => void
  onCancel?: () => void
}

function TalkForm({ referral, names, isSender = false, onDone, onCancel }: TalkFormProps) {
  const say = useSay()
  const { referralId, version, today, timeZone } = referral
  // Who wrote is not asked of a talk that is with another.
  const asksWho = (values: Talk) => !isSender && asksHere(referral, values)
  const sendersOfTalk = (values: Talk) =>
    sendersIn(referral, asksWho(values) && values.senderIsYouth === 'no')
  const asksWith = (values: Talk) => !isSender && sendersOfTalk(values).length > 0
  const isWithSender = (values: Talk) => isSender || (asksWith(values) && values.with === 'sender')
  const asksWhich = (values: Talk) => isWithSender(values) && sendersOfTalk(values).length > 1
  const initial: Talk = {
    what: null,
    sender: null,
    // Where somebody turns out not to be the young person, it is said with whom one spoke.
    with: isSender ? 'sender' : saysItIsTheirs(referral) ? null : 'youth',
    when: 'now',
    day: today,
    time: null,
    note: '',
    senderIsYouth: null,
  }
  return (
    <StepForm
      draft={`referral-talk${isSender ? '-sender' : ''}.${referralId}`}
      label={say('triage.talk')}
      initial={initial}
      check={values => [
        ...(values.what === null ? [{ field: 'what', code: 'required' }] : []),
        ...(asksWith(values) && values.with === null ? [{ field: 'with', code: 'required' }] : []),
        ...(asksWhich(values) && values.sender === null ? [{ field: 'sender', code: 'required' }] : []),
        ...(values.when === 'earlier' && values.day === null ? [{ field: 'day', code: 'required' }] : []),
        ...(values.when === 'earlier' && values.time === null ? [{ field: 'time', code: 'required' }] : []),
      ]}
      send={values => {
        const { what } = values
        if (what === null) throw new Error('what happened is missing')
        const at = momentOf(values, timeZone)
        const { note, senderIsYouth } = values
        return call(registerTalk, {
          referralId,
          version,
          with: isWithSender(values) ? 'sender' : 'youth',
          sender: isWithSender(values) ? senderOfTalk(referral, sendersOfTalk(values), values) : null,
          ...whats[what],
          at,
          note,
          senderIsYouth: asksWho(values) ? senderIsYouth : null,
        })
      }}
      submit={say('triage.saveTalk')}
      done={say('triage.talkSaved')}
      onDone={onDone}
      onCancel={onCancel}
    >
      {form => (
        <Stack gap="medium">
          <ChoiceChips
            {...form.field('what')}
            label={say('triage.talkWhat')}
            choices={names.map(value => ({
              value,
              label: say(`triage.what_${value}`),
            }))}
          />
          {asksWho(form.values) && <WhoWroteField form={form} />}
          {asksWith(form.values) && (
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
          {asksWhich(form.values) && (
            <ChoiceChips
              {...form.field('sender')}
              label={say('triage.whichSender')}
              choices={sendersOfTalk(form.values).map(each => ({
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
              <DateField {...form.field('day')} label={say('triage.day')} max={today} />
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
      )}
    </StepForm>
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
