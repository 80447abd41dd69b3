import type { Receipt } from '#contract/entrance.ts'
import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { saveFile } from '#web/kit/save-file.ts'
import { isAllDecided, PromiseList } from './promise-list.tsx'

export type ShownReceipt = Omit<Receipt, 'code'> & { code: string | null }

/** Reference and code, large enough to read aloud, with the ways to keep them. */
export function ReceiptCard({ receipt, title }: { receipt: ShownReceipt; title?: string }) {
  const say = useSay()
  const dates = useDates()
  // Below the card's own heading, where it has one.
  const Heading = title === undefined ? 'h2' : 'h3'
  const address = `${location.origin}/henvendelse/svar`
  return (
    <Card {...(title === undefined ? {} : { title })}>
      <Stack gap="medium">
        <div>
          <p className="mg-quiet">{say('entrance.referenceLabel')}</p>
          <p className="mg-entrance-code">{receipt.reference}</p>
        </div>
        {receipt.code !== null && (
          <div>
            <p className="mg-quiet">{say('entrance.codeLabel')}</p>
            <p className="mg-entrance-code">{receipt.code}</p>
            <p>{say('entrance.codeText')}</p>
            <p>{say('entrance.handOverText', { address })}</p>
          </div>
        )}
        <div>
          <Heading className="mg-card-title">{say('entrance.promiseTitle')}</Heading>
          <PromiseList promise={receipt.promise} today={receipt.receivedOn} />
        </div>
        <ButtonRow>
          <Button onClick={() => window.print()}>{say('entrance.print')}</Button>
          <Button icon="download" onClick={() => save(say, dates, receipt, address)}>
            {say('entrance.save')}
          </Button>
        </ButtonRow>
      </Stack>
    </Card>
  )
}

/** The receipt as a small text file, which a phone can keep too. */
function save(say: Say, dates: Dates, receipt: ShownReceipt, address: string): void {
  const { reference, code, receivedOn, promise } = receipt
  const lines = [
    say('entrance.receiptTitle'),
    say('entrance.receiptLead', { day: dates.day(receivedOn, receivedOn) }),
    '',
    `${say('entrance.referenceLabel')}: ${reference}`,
    ...(code === null
      ? []
      : [`${say('entrance.codeLabel')}: ${code}`, say('entrance.handOverText', { address })]),
    '',
    ...promise.map(({ stage, dueDay }) =>
      say(`entrance.promise_${stage}`, { day: dates.weekdayAndDay(dueDay, receivedOn) }),
    ),
    ...(isAllDecided(promise) ? [] : [say('entrance.promiseIsAim')]),
  ]
  // With a mark in front, so that every program reads æ, ø and å.
  const content = new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/plain' })
  saveFile(say('entrance.saveName', { reference }), content)
}
