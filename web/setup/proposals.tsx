import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bringInSetup, type SetupPreview, type SetupProposal } from '#contract/setup.ts'
import { rowName, sectionName } from '#contract/setup-words.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { Failure } from '#web/kit/failure.tsx'
import { Alert, ConfirmDialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Inline, Stack } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { inWords } from './in-words.ts'

const tones = { new: 'good', changed: 'info', ended: 'warning', conflict: 'danger' } as const

/** What a file would change, row by row; what is chosen is previewed, then brought in. */
export function Proposals({
  preview,
  content,
  from,
  onDone,
}: {
  preview: SetupPreview
  content: string
  from: Temporal.PlainDate
  onDone: () => void
}) {
  const say = useSay()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { proposals, same, past, stamp } = preview
  const choosable = proposals.filter(({ kind }) => kind !== 'conflict').map(({ id }) => id)
  const [chosen, setChosen] = useState<readonly string[]>(choosable)
  const [missing, setMissing] = useState(false)
  const send = (dryRun: boolean) =>
    call(bringInSetup, { content, from: from.toString(), chosen: [...chosen], stamp, dryRun })
  const judge = useMutation({ mutationFn: () => send(true) })
  const bringIn = useMutation({
    mutationFn: () => send(false),
    async onSuccess() {
      announce(say('setup.broughtIn'))
      judge.reset()
      await queries.invalidateQueries()
      onDone()
    },
    onError: () => judge.reset(),
  })
  const failure = judge.error ?? bringIn.error
  if (proposals.length === 0) return <Alert tone="success" title={say('setup.nothing')} live />
  const sections = [...new Set(proposals.map(({ section }) => section))]
  return (
    <Stack gap="medium">
      <h3>{say('setup.proposals')}</h3>
      <p className="mg-quiet">
        {[say('setup.same', { count: same }), ...(past > 0 ? [say('setup.past', { count: past })] : [])].join(
          ' ',
        )}
      </p>
      <Inline tight>
        <Button onClick={() => setChosen(choosable)}>{say('setup.selectAll')}</Button>
        <Button onClick={() => setChosen([])}>{say('setup.selectNone')}</Button>
        <span role="status">{say('setup.chosen', { count: chosen.length })}</span>
      </Inline>
      {sections.map(section => (
        <CheckboxGroup key={section} label={sectionName(say, section)}>
          {proposals
            .filter(proposal => proposal.section === section)
            .map(proposal => (
              <Row
                key={proposal.id}
                proposal={proposal}
                all={proposals}
                isChosen={chosen.includes(proposal.id)}
                onChange={is => {
                  setMissing(false)
                  setChosen(is ? [...chosen, proposal.id] : chosen.filter(id => id !== proposal.id))
                }}
              />
            ))}
        </CheckboxGroup>
      ))}
      {missing && chosen.length === 0 && (
        <Alert tone="error" live>
          {say('setup.chooseSome')}
        </Alert>
      )}
      <Failure failure={failure} />
      <ButtonRow>
        <Button
          look="primary"
          busy={judge.isPending}
          onClick={() => (chosen.length === 0 ? setMissing(true) : judge.mutate())}
        >
          {say('setup.preview')}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={judge.data !== undefined}
        title={say('setup.previewTitle')}
        confirm={say('setup.bringIn')}
        cancel={say('common.cancel')}
        busy={bringIn.isPending}
        onConfirm={() => bringIn.mutate()}
        onClose={() => judge.reset()}
      >
        {judge.data && (
          <>
            <p>{say('setup.outcome', judge.data)}</p>
            <p>
              {judge.data.youths === null
                ? say('setup.outcomeBehind')
                : judge.data.youths === 0
                  ? say('setup.outcomeNobody')
                  : say('setup.outcomeYouths', { count: judge.data.youths })}
            </p>
          </>
        )}
      </ConfirmDialog>
    </Stack>
  )
}

function Row({
  proposal: { id, section, name, kind, conflict, differences, day, needs },
  all,
  isChosen,
  onChange,
}: {
  proposal: SetupProposal
  all: readonly SetupProposal[]
  isChosen: boolean
  onChange: (is: boolean) => void
}) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const with_ = needs.map(need => {
    const other = all.find(({ id }) => id === need)
    return other === undefined ? need : rowName(say, other.section, other.name)
  })
  const said = [
    ...(conflict === null ? [] : [say(`setup.conflict_${conflict}`)]),
    ...(day === null || kind === 'conflict'
      ? []
      : kind === 'ended'
        ? [say('setup.endsBefore', { day: dates.day(day.subtract({ days: 1 }), today) })]
        : [say('setup.fromDay', { day: dates.day(day, today) })]),
    ...differences.map(({ field, before, after }) =>
      say('setup.difference', {
        field: say.known(`setup.field_${field}`) ?? field,
        before: inWords(say, field, before),
        after: inWords(say, field, after),
      }),
    ),
    ...(with_.length === 0 ? [] : [say('setup.comesWith', { names: with_.join(', ') })]),
  ]
  return (
    <div className="mg-setup-proposal">
      <Checkbox
        id={`proposal ${id}`.replaceAll(/\s/g, '-')}
        name={id}
        label={rowName(say, section, name)}
        value={isChosen}
        onChange={onChange}
        disabled={kind === 'conflict'}
      />
      <Tag tone={tones[kind]}>{say(`setup.kind_${kind}`)}</Tag>
      {said.map(sentence => (
        <div key={sentence} className="mg-quiet">
          {sentence}
        </div>
      ))}
    </div>
  )
}
