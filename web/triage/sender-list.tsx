import type { Say } from '#contract/language/say.ts'
import type { Referral } from '#contract/triage.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useSay } from '#web/calls/language.tsx'
import { AnchorButton } from '#web/kit/button.tsx'
import { DefinitionList } from '#web/kit/layout.tsx'

type Sender = Pick<
  Referral,
  'senderName' | 'senderPlace' | 'senderPhone' | 'senderEmail' | 'callWhen' | 'youthKnows'
>

/** Who wrote, and how and when they are reached; `knows` is shown where it is theirs alone. */
export function SenderList({ said, knows = false }: { said: Sender; knows?: boolean }) {
  const say = useSay()
  return (
    <DefinitionList
      items={[
        ...defined('name', say('triage.name'), said.senderName),
        ...defined('place', say('triage.place'), said.senderPlace),
        ...defined('phone', say('triage.phone'), said.senderPhone && showPhone(said.senderPhone)),
        ...defined('email', say('triage.email'), said.senderEmail),
        ...defined('when', say('triage.callWhen'), said.callWhen),
        ...defined('knows', say('triage.knows'), knows ? knowsIn(say, said.youthKnows) : ''),
      ]}
    />
  )
}

/** Whether the young person knows, with what follows where they do not. */
export function knowsIn(say: Say, knows: boolean | null): string {
  return knows === null ? say('triage.knowsUnknown') : say(knows ? 'triage.knowsYes' : 'triage.knowsNo')
}

export function CallButton({ name, phone }: { name: string; phone: string }) {
  const say = useSay()
  const shown = showPhone(phone)
  return (
    <AnchorButton href={`tel:${phone}`} aria-label={say('triage.callName', { name, phone: shown })}>
      {say('triage.call', { phone: shown })}
    </AnchorButton>
  )
}

/** A line of the list, where there is something to say. */
export function defined(key: string, term: string, value: string | null) {
  return value ? [{ key, term, value }] : []
}
