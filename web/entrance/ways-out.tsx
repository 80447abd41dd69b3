import type { Entrance, Places } from '#contract/entrance.ts'
import { phonesAmong, showPhone } from '#domain/person/phone.ts'
import { useSay } from '#web/calls/language.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'

/** Public numbers that are the same in the whole country. */
const helplines = { life: '70201201', child: '116111' } as const

/** First on the page: who is in danger must not write to us. */
export function Urgent() {
  const say = useSay()
  return (
    <Alert tone="warning" title={say('entrance.urgentTitle')}>
      {say('entrance.urgentText')} <a href="tel:112">{say('entrance.call112')}</a>
    </Alert>
  )
}

/** Other places to turn: somebody to talk to now, the house's own telephone, and where a notification goes. */
export function WaysOut({ entrance }: { entrance: Entrance }) {
  const say = useSay()
  return (
    <Stack>
      <Card title={say('entrance.talkTitle')}>
        <Stack gap="small">
          <p>
            <PhoneSentence
              say={phone => say('entrance.helplineChild', { phone })}
              number={helplines.child}
              shown="116 111"
            />
          </p>
          <p>
            <PhoneSentence
              say={phone => say('entrance.helplineLife', { phone })}
              number={helplines.life}
              shown="70 201 201"
            />
          </p>
          {entrance.outOfHours !== '' && (
            <p>
              <WithPhones text={say('entrance.outOfHours', { text: entrance.outOfHours })} />
            </p>
          )}
        </Stack>
      </Card>
      <OurPhone entrance={entrance} />
      <Card title={say('entrance.notificationTitle')}>
        <Stack gap="small">
          <p>{say('entrance.notificationText')}</p>
          <p>
            {entrance.notificationUrl === '' ? (
              say('entrance.notificationWhere', { place: entrance.notificationPlace })
            ) : (
              <a href={entrance.notificationUrl}>
                {say('entrance.notificationWhere', { place: entrance.notificationPlace })}
              </a>
            )}
          </p>
        </Stack>
      </Card>
      <Card title={say('entrance.privacyTitle')}>
        <p>{say('entrance.privacyText')}</p>
      </Card>
    </Stack>
  )
}

function OurPhone({ entrance }: { entrance: Entrance }) {
  const say = useSay()
  const { phone, openingHours, municipality } = entrance
  if (phone === '') return null
  return (
    <Card title={say('entrance.callUs')}>
      <Stack gap="small">
        <p>
          <PhoneSentence
            say={shown => say('entrance.phoneOf', { municipality: municipality.name, phone: shown })}
            number={phone}
            shown={showPhone(phone)}
          />
        </p>
        {openingHours !== '' && <p>{say('entrance.hours', { text: openingHours })}</p>}
      </Stack>
    </Card>
  )
}

/** The house's number, where the municipality has said it: as another way, or as the one to take. */
export function CallInstead({
  places,
  phrase = 'entrance.callInstead',
}: {
  places: Pick<Places, 'phone'> | undefined
  phrase?: 'entrance.callInstead' | 'entrance.callOn'
}) {
  const say = useSay()
  if (places === undefined || places.phone === '') return null
  return (
    <p>
      <PhoneSentence
        say={phone => say(phrase, { phone })}
        number={places.phone}
        shown={showPhone(places.phone)}
      />
    </p>
  )
}

/** The municipality's own words, in which each telephone number is a link that calls it. */
function WithPhones({ text }: { text: string }) {
  return phonesAmong(text).map(piece =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <a key={piece.at} className="mg-entrance-phone" href={`tel:${piece.phone}`}>
        {piece.written}
      </a>
    ),
  )
}

/** A sentence in which the number is a link that calls it. */
function PhoneSentence({
  say,
  number,
  shown,
}: {
  say: (phone: string) => string
  number: string
  shown: string
}) {
  const [before, after] = say('\u0000').split('\u0000')
  return (
    <>
      {before}
      <a className="mg-entrance-phone" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
        {shown}
      </a>
      {after}
    </>
  )
}
