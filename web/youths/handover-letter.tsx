import { useState } from 'react'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useSession } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import type { HandoverRead } from './handover-queries.ts'

/** A letter to the young person in plain words, to change, copy or print; it is not sent from here. */
export function HandoverLetter({
  handover: { givenName, to, since, toPhone, handoverId, met },
  today,
}: {
  handover: HandoverRead
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  const { staff } = useSession()
  const [copied, setCopied] = useState<boolean | null>(null)
  const words = {
    name: givenName,
    to: `${to.givenName} ${to.familyName}`,
    day: dates.day(since, today),
  }
  const short = { ...words, to: to.givenName }
  const isAhead = Temporal.PlainDate.compare(since, today) > 0
  const written = [
    say('handovers.letterHello', words),
    [
      say(isAhead ? 'handovers.letterNews' : 'handovers.letterNewsPast', words),
      say('handovers.letterWhy'),
      say('handovers.letterKnows', short),
    ].join(' '),
    [
      ...(met?.kind === 'none' || met?.kind === 'met' ? [] : [say('handovers.letterMeet')]),
      ...(toPhone === null ? [] : [say('handovers.letterPhone', { ...short, phone: showPhone(toPhone) })]),
      say('handovers.letterAsk', short),
    ].join(' '),
    `${say('handovers.letterBye')}\n${staff.givenName} ${staff.familyName}`,
  ].join('\n\n')
  const [text, setText] = useState(written)
  return (
    <details className="mg-handover-letter">
      <summary>{say('handovers.letterShow')}</summary>
      <TextArea
        id={`letter-${handoverId}`}
        name="letter"
        label={say('handovers.letter', { name: givenName })}
        hint={say('handovers.letterHint')}
        value={text}
        onChange={setText}
        rows={10}
        optional
      />
      <div className="mg-letter-print" aria-hidden="true">
        {text}
      </div>
      <ButtonRow>
        <Button
          onClick={async () => {
            try {
              await navigator.clipboard.writeText(text)
              setCopied(true)
            } catch {
              // The browser refuses where it is told to, and has no clipboard at all over plain http.
              setCopied(false)
            }
          }}
        >
          {say(copied === true ? 'handovers.letterCopied' : 'handovers.letterCopy')}
        </Button>
        <Button onClick={() => print()}>{say('handovers.letterPrint')}</Button>
      </ButtonRow>
      <div role="status">
        {copied === false && <Alert tone="warning">{say('handovers.letterNotCopied')}</Alert>}
      </div>
    </details>
  )
}
