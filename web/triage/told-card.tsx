import { languageName } from '#contract/language/language-name.ts'
import type { Referral } from '#contract/triage.ts'
import { saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { showPhone } from '#domain/person/phone.ts'
import { type Said, together } from '#domain/triage/together.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ButtonRow } from '#web/kit/button.tsx'
import { Card, DefinitionList, Stack } from '#web/kit/layout.tsx'
import { MergedPart } from './merged-part.tsx'
import { CallButton, defined, knowsIn, SenderList } from './sender-list.tsx'
import { nameOf } from './words.ts'

/**
 * Everything that was told, as it was told, with the telephone numbers to press. What the enquiry does not say of the
 * young person is taken from those that were merged into it, each with where it comes from.
 */
export function ToldCard({ referral }: { referral: Referral }) {
  const say = useSay()
  const dates = useDates()
  const { today } = referral
  const isOwn = saysItIsTheirs(referral)
  const { name, birthDate, phones, emails, knows } = together(referral, referral.merged)
  const word = ({ value, from }: Said<string>) =>
    from === null ? value : say('triage.fromOther', { value, reference: from })
  return (
    <Card title={say('triage.told')}>
      <Stack gap="medium">
        <p className="mg-referral-words">{referral.about}</p>
        <h3>{say('triage.youthPart')}</h3>
        <DefinitionList
          items={[
            ...defined('name', say('triage.name'), name && word(name)),
            ...defined(
              'birth',
              say('triage.birthDate'),
              birthDate && word({ ...birthDate, value: dates.numeric(birthDate.value) }),
            ),
            ...phones.flatMap(phone =>
              defined(
                `phone ${phone.value}`,
                say('triage.phone'),
                word({ ...phone, value: showPhone(phone.value) }),
              ),
            ),
            ...emails.flatMap(email => defined(`email ${email.value}`, say('triage.email'), word(email))),
            ...defined('when', say('triage.callWhen'), isOwn ? referral.callWhen : ''),
            ...defined('language', say('triage.language'), languageName(say, referral.language)),
            ...defined(
              'knows',
              say('triage.knows'),
              knows && word({ ...knows, value: knowsIn(say, knows.value) }),
            ),
          ]}
        />
        {!isOwn && (
          <>
            <h3>{say('triage.senderPart')}</h3>
            <SenderList said={referral} />
          </>
        )}
        <ButtonRow>
          {phones.map(phone => (
            <CallButton key={phone.value} name={nameOf(referral)} phone={phone.value} />
          ))}
          {!isOwn && referral.senderPhone && (
            <CallButton name={referral.senderName || say('triage.senderPart')} phone={referral.senderPhone} />
          )}
        </ButtonRow>
        {referral.registeredBy && (
          <p className="mg-quiet">{say('triage.toldBy', { name: referral.registeredBy })}</p>
        )}
      </Stack>
      {referral.merged.map(other => (
        <MergedPart key={other.referralId} other={other} today={today} mayTakeOut={referral.youth === null} />
      ))}
    </Card>
  )
}
