import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { Say } from '#contract/language/say.ts'
import {
  type LikelyReferral,
  type LikelyYouth,
  linkReferral,
  mergeReferral,
  type Referral,
  type readDoubles,
} from '#contract/triage.ts'
import { asksWhoWrote } from '#domain/entrance/who-wrote.ts'
import { showPhone } from '#domain/person/phone.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useSession } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert, Dialog } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TextArea } from '#web/kit/text-field.tsx'
import { doublesQuery } from './queries.ts'
import { StepForm } from './step-form.tsx'
import { PassOnStep } from './steps.tsx'
import { type WhoWrote, WhoWroteField } from './who-wrote.tsx'
import { nameOf, senderOf } from './words.ts'

type Doubles = z.output<typeof readDoubles.output>
type Chosen = { referral: LikelyReferral } | { youth: LikelyYouth }

/** Who may be the same, each with why; nothing where nobody is. */
export function DoublesCard({ referral }: { referral: Referral }) {
  const say = useSay()
  const dates = useDates()
  const { data, error } = useQuery(doublesQuery(referral.referralId))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  if (error) {
    return (
      <Alert tone="error" live>
        {explainError(say, error)}
      </Alert>
    )
  }
  if (!data || data.referrals.length + data.youths.length === 0) return null
  return (
    <Card title={say('triage.doubles')} flush>
      <p className="mg-quiet mg-referral-lead">{say('triage.doublesLead')}</p>
      {data.youths.length > 0 && (
        <RowCards label={say('triage.doubleYouths')}>
          {data.youths.map(youth => (
            <RowCard
              key={youth.youthId}
              title={nameOf(youth)}
              aside={`${dates.numeric(youth.birthDate)} · ${
                youth.caseworker === null
                  ? say('triage.noCaseworker')
                  : say('triage.caseworkerOf', { name: youth.caseworker })
              }`}
              actions={
                <Button
                  aria-label={say('triage.compareName', { name: nameOf(youth) })}
                  onClick={() => setChosen({ youth })}
                >
                  {say('triage.compare')}
                </Button>
              }
            >
              <Reasons reasons={youth.reasons} /> {!youth.isOpen && <Tag>{say('triage.caseClosed')}</Tag>}{' '}
              {youth.protectedAddress && <Tag tone="info">{say('triage.protected')}</Tag>}
            </RowCard>
          ))}
        </RowCards>
      )}
      {data.referrals.length > 0 && (
        <RowCards label={say('triage.doubleReferrals')}>
          {data.referrals.map(other => (
            <RowCard
              key={other.referralId}
              title={`${nameOf(other)} (${other.reference})`}
              aside={senderOf(say, other)}
              actions={
                <Button
                  aria-label={say('triage.compareName', { name: `${nameOf(other)} (${other.reference})` })}
                  onClick={() => setChosen({ referral: other })}
                >
                  {say('triage.compare')}
                </Button>
              }
            >
              <Reasons reasons={other.reasons} />
            </RowCard>
          ))}
        </RowCards>
      )}
      <Compare
        referral={referral}
        chosen={chosen === null ? null : asItIsNow(chosen, data)}
        onClose={() => setChosen(null)}
      />
    </Card>
  )
}

/** What was chosen as it was last read: whoever fetches what is new merges with that, and not with what was. */
function asItIsNow(chosen: Chosen, { referrals, youths }: Doubles): Chosen {
  if ('youth' in chosen) {
    const youth = youths.find(({ youthId }) => youthId === chosen.youth.youthId)
    return youth === undefined ? chosen : { youth }
  }
  const referral = referrals.find(({ referralId }) => referralId === chosen.referral.referralId)
  return referral === undefined ? chosen : { referral }
}

function Reasons({ reasons }: { reasons: LikelyYouth['reasons'] }) {
  const say = useSay()
  return reasons.map(reason => (
    <span key={reason}>
      <Tag tone="info">{say(`triage.like_${reason}`)}</Tag>{' '}
    </span>
  ))
}

/** Both side by side, and the step that makes them one. */
function Compare({
  referral,
  chosen,
  onClose,
}: {
  referral: Referral
  chosen: Chosen | null
  onClose: () => void
}) {
  const say = useSay()
  const { referralId, version } = referral
  const may = useMay()
  const { staff } = useSession()
  const [passing, setPassing] = useState(false)
  const isOpen = referral.state === 'new' || referral.state === 'taken'
  const asks = asksWhoWrote(referral)
  const initial: WhoWrote & { note: string } = { note: '', senderIsYouth: null }
  const end = () => {
    setPassing(false)
    onClose()
  }
  const other = chosen === null ? null : 'youth' in chosen ? chosen.youth : chosen.referral
  const isClosed = chosen !== null && 'youth' in chosen && !chosen.youth.isOpen
  const mayMerge =
    isOpen &&
    chosen !== null &&
    ('youth' in chosen ? chosen.youth.isOpen : ['new', 'taken'].includes(chosen.referral.state))
  const title =
    chosen === null
      ? ''
      : 'youth' in chosen
        ? say(isClosed ? 'triage.compareName' : 'triage.linkTitle', { name: nameOf(chosen.youth) })
        : say('triage.mergeTitle', { reference: chosen.referral.reference })
  return (
    <Dialog open={chosen !== null} onClose={end} title={title}>
      {chosen !== null && other !== null && (
        <>
          <SideBySide referral={referral} chosen={chosen} />
          <p>
            <Reasons reasons={other.reasons} />
          </p>
          {isOpen && isClosed && <p>{say('triage.linkClosed')}</p>}
          {isOpen && isClosed && may('referral.write') && !passing && (
            <ButtonRow end>
              <Button look="primary" onClick={() => setPassing(true)}>
                {say('triage.passOn')}
              </Button>
            </ButtonRow>
          )}
          {isOpen && isClosed && passing && <PassOnStep referral={referral} onEnd={end} />}
          {mayMerge && (
            <StepForm
              draft={`referral-merge.${referralId}`}
              label={title}
              initial={initial}
              check={values =>
                asks && values.senderIsYouth === null ? [{ field: 'senderIsYouth', code: 'required' }] : []
              }
              send={({ note, senderIsYouth }) =>
                'youth' in chosen
                  ? call(linkReferral, {
                      referralId,
                      version,
                      youthId: chosen.youth.youthId,
                      note,
                      senderIsYouth,
                    })
                  : call(mergeReferral, {
                      referralId,
                      version,
                      into: chosen.referral.referralId,
                      intoVersion: chosen.referral.version,
                      note,
                      senderIsYouth,
                    })
              }
              submit={say('youth' in chosen ? 'triage.link' : 'triage.merge')}
              done={say('youth' in chosen ? 'triage.linked' : 'triage.merged')}
              onDone={end}
              onCancel={end}
            >
              {form => (
                <>
                  <p>
                    {'youth' in chosen
                      ? say('triage.linkText')
                      : [
                          say('triage.mergeText', { reference: chosen.referral.reference }),
                          whoGoesOn(say, referral, chosen.referral, staff.id),
                        ].join(' ')}
                  </p>
                  {asks && <WhoWroteField form={form} />}
                  <TextArea
                    {...form.field('note')}
                    label={say('triage.note')}
                    optional
                    rows={2}
                    maxLength={2000}
                  />
                </>
              )}
            </StepForm>
          )}
        </>
      )}
    </Dialog>
  )
}

/** Who has both when they are merged; empty where nobody has either. */
function whoGoesOn(say: Say, { handler: others }: Referral, { handler: own }: LikelyReferral, me: number) {
  const holder = own ?? others
  if (holder === null) return ''
  return holder.staffId === me
    ? say('triage.mergeHolderMe')
    : say('triage.mergeHolder', { name: holder.name })
}

function SideBySide({ referral, chosen }: { referral: Referral; chosen: Chosen }) {
  const say = useSay()
  const dates = useDates()
  const that = 'youth' in chosen ? chosen.youth : chosen.referral
  const other = 'referral' in chosen ? chosen.referral : null
  const day = (birthDate: Temporal.PlainDate | null) => (birthDate === null ? '–' : dates.numeric(birthDate))
  const phone = (text: string | null) => (text === null ? '–' : showPhone(text))
  const rows = [
    { term: say('triage.name'), here: nameOf(referral), there: nameOf(that) },
    { term: say('triage.birthDate'), here: day(referral.birthDate), there: day(that.birthDate) },
    ...(other === null
      ? []
      : [
          { term: say('triage.phone'), here: phone(referral.youthPhone), there: phone(other.youthPhone) },
          { term: say('triage.senderPart'), here: senderOf(say, referral), there: senderOf(say, other) },
          { term: say('triage.about'), here: referral.about, there: other.about },
        ]),
  ]
  return (
    <table className="mg-referral-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">{say('triage.thisOne')}</th>
          <th scope="col">{say('triage.thatOne')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.term}>
            <th scope="row">{row.term}</th>
            <td>{row.here}</td>
            <td>{row.there}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
