import { languageName } from '#contract/language/language-name.ts'
import type { Referral } from '#contract/triage.ts'
import { saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { AnchorButton, ButtonRow } from '#web/kit/button.tsx'
import { Card, DefinitionList, Stack } from '#web/kit/layout.tsx'
import { nameOf } from './words.ts'

/** Everything that was told, as it was told, with the telephone numbers to press. */
export function ToldCard({ referral }: { referral: Referral }) {
  const say = useSay()
  const dates = useDates()
  const { today } = referral
  const isOwn = saysItIsTheirs(referral)
  const youthPhone = isOwn ? (referral.senderPhone ?? referral.youthPhone) : referral.youthPhone
  const youthEmail = isOwn ? (referral.senderEmail ?? referral.youthEmail) : referral.youthEmail
  const knows =
    referral.youthKnows === null
      ? say('triage.knowsUnknown')
      : say(referral.youthKnows ? 'triage.knowsYes' : 'triage.knowsNo')
  return (
    <Card title={say('triage.told')}>
      <Stack gap="medium">
        <p className="mg-referral-words">{referral.about}</p>
        <h3>{say('triage.youthPart')}</h3>
        <DefinitionList
          items={[
            ...defined(
              'birth',
              say('triage.birthDate'),
              referral.birthDate && dates.numeric(referral.birthDate),
            ),
            ...defined('phone', say('triage.phone'), youthPhone && showPhone(youthPhone)),
            ...defined('email', say('triage.email'), youthEmail),
            ...defined('when', say('triage.callWhen'), isOwn ? referral.callWhen : ''),
            ...defined('language', say('triage.language'), languageName(say, referral.language)),
            ...defined('knows', say('triage.knows'), isOwn ? '' : knows),
          ]}
        />
        {!isOwn && (
          <>
            <h3>{say('triage.senderPart')}</h3>
            <DefinitionList
              items={[
                ...defined('name', say('triage.name'), referral.senderName),
                ...defined('place', say('triage.place'), referral.senderPlace),
                ...defined(
                  'phone',
                  say('triage.phone'),
                  referral.senderPhone && showPhone(referral.senderPhone),
                ),
                ...defined('email', say('triage.email'), referral.senderEmail),
                ...defined('when', say('triage.callWhen'), referral.callWhen),
              ]}
            />
          </>
        )}
        <ButtonRow>
          {youthPhone && <CallButton name={nameOf(referral)} phone={youthPhone} />}
          {!isOwn && referral.senderPhone && (
            <CallButton name={referral.senderName || say('triage.senderPart')} phone={referral.senderPhone} />
          )}
        </ButtonRow>
        {referral.registeredBy && (
          <p className="mg-quiet">{say('triage.toldBy', { name: referral.registeredBy })}</p>
        )}
      </Stack>
      {referral.merged.map(other => (
        <section key={other.referralId} className="mg-referral-merged">
          <h3>
            {say('triage.mergedHere')}: {other.reference}
          </h3>
          <p className="mg-quiet">
            {[nameOf(other), other.senderName, dates.day(other.receivedOn, today)]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className="mg-referral-words">{other.about}</p>
        </section>
      ))}
    </Card>
  )
}

function CallButton({ name, phone }: { name: string; phone: string }) {
  const say = useSay()
  const shown = showPhone(phone)
  return (
    <AnchorButton href={`tel:${phone}`} aria-label={say('triage.callName', { name, phone: shown })}>
      {say('triage.call', { phone: shown })}
    </AnchorButton>
  )
}

/** A line of the list, where there is something to say. */
function defined(key: string, term: string, value: string | null) {
  return value ? [{ key, term, value }] : []
}
