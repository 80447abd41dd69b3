import { useState } from 'react'
import type { Setup } from '#contract/programmes.ts'
import type { DraftChange } from '#contract/rule-drafts.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Card, Inline, Stack } from '#web/kit/layout.tsx'
import { Select, TextArea, TextField } from '#web/kit/text-field.tsx'
import type { Draft } from '#web/kit/use-draft.tsx'
import { Drafted, RestoredNote } from './drafted.tsx'
import { isStanding } from './standing-tags.tsx'

interface Props {
  /** The draft by its key, also while something is not saved. */
  name: string
  changes: readonly DraftChange[]
  setup: Setup
  /** The draft as it is saved; null where something is not saved yet. */
  draftId: number | null
  onAdd: (change: DraftChange) => void
}

/** What is written and not put in yet. */
interface Adding {
  name: string
  definition: string
  missing: string
}

const nothing: Adding = { name: '', definition: '', missing: '' }

interface AddingProps {
  written: Draft<Adding>
  onAdd: (change: DraftChange) => void
}

/** Takes out what was put in; with nothing left nothing is kept. */
function clear({ values, set, discard }: Draft<Adding>, ...fields: readonly (keyof Adding)[]) {
  const rest = { ...values, ...Object.fromEntries(fields.map(field => [field, ''])) }
  if (Object.values(rest).every(text => text === '')) discard()
  else set(() => rest)
}

/** What can be put into a draft. */
export function DraftAdders(props: Props) {
  const say = useSay()
  const { draftId, name, onAdd } = props
  return (
    <Card title={say('rules.putIn')} level={3}>
      <Stack gap="medium">
        <Ending {...props} />
        <Drafted name={`draft-adding.${name}`} initial={nothing}>
          {written => (
            <>
              <RestoredNote written={written} />
              <NewGroup written={written} onAdd={onAdd} />
              <Missing written={written} onAdd={onAdd} />
            </>
          )}
        </Drafted>
        {draftId === null ? (
          <p className="mg-quiet">{say('rules.saveBeforeRules')}</p>
        ) : (
          <Inline>
            <LinkButton to="/opsaetning/kladde/regel" search={{ kladde: String(draftId), ur: 'lov' }}>
              {say('rules.draftNewLaw')}
            </LinkButton>
            <LinkButton to="/opsaetning/kladde/regel" search={{ kladde: String(draftId) }}>
              {say('rules.draftNewPromise')}
            </LinkButton>
          </Inline>
        )}
      </Stack>
    </Card>
  )
}

/** A rule or a group that ends; a rule can also be changed. */
function Ending({ changes, setup, draftId, onAdd }: Props) {
  const say = useSay()
  const today = useToday()
  const [rule, setRule] = useState('')
  const [group, setGroup] = useState('')
  const named = new Set(changes.flatMap(change => ('key' in change ? [change.key] : [])))
  const ended = new Set(changes.flatMap(change => ('code' in change ? [change.code] : [])))
  const rules = setup.rules.filter(({ key, during }) => isStanding(during, today) && !named.has(key))
  const groups = setup.targetGroups.filter(
    ({ code, during }) => isStanding(during, today) && !ended.has(code),
  )
  const chosen = rules.find(({ key }) => key === rule)
  // Programmes may promise the same under the same name.
  const withProgramme = ({ name, programmeId }: Setup['rules'][number]) => {
    const programme = setup.programmes.find(({ id }) => id === programmeId)
    return programme === undefined ? name : `${name} (${programme.name})`
  }
  return (
    <>
      <Inline>
        <Select
          id="draft-rule"
          name="draft-rule"
          label={say('rules.aRule')}
          optional
          empty={say('rules.choose')}
          value={chosen === undefined ? '' : rule}
          onChange={setRule}
          choices={[...new Map(rules.map(one => [one.key, withProgramme(one)]))].map(([value, label]) => ({
            value,
            label,
          }))}
        />
        <Button
          disabled={chosen === undefined}
          onClick={() => {
            onAdd({ kind: 'endRule', key: rule })
            setRule('')
          }}
        >
          {say('rules.end')}
        </Button>
        {chosen !== undefined && draftId !== null && (
          <LinkButton
            to="/opsaetning/kladde/regel"
            search={{ kladde: String(draftId), ret: String(chosen.id) }}
          >
            {say('programmes.edit')}
          </LinkButton>
        )}
      </Inline>
      <Inline>
        <Select
          id="draft-group"
          name="draft-group"
          label={say('rules.aGroup')}
          optional
          empty={say('rules.choose')}
          value={groups.some(({ code }) => code === group) ? group : ''}
          onChange={setGroup}
          choices={groups.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button
          disabled={!groups.some(({ code }) => code === group)}
          onClick={() => {
            onAdd({ kind: 'endGroup', code: group })
            setGroup('')
          }}
        >
          {say('rules.end')}
        </Button>
      </Inline>
    </>
  )
}

function NewGroup({ written: kept, onAdd }: AddingProps) {
  const say = useSay()
  const { name, definition } = kept.values
  const written = name.trim() !== '' && definition.trim() !== ''
  return (
    <Stack gap="small">
      <TextField
        id="draft-group-name"
        name="draft-group-name"
        label={say('rules.newGroupName')}
        optional
        size="full"
        maxLength={100}
        value={name}
        onChange={text => kept.set(all => ({ ...all, name: text }))}
      />
      <TextArea
        id="draft-group-definition"
        name="draft-group-definition"
        label={say('rules.definition')}
        optional
        rows={2}
        maxLength={2000}
        value={definition}
        onChange={text => kept.set(all => ({ ...all, definition: text }))}
      />
      <Button
        disabled={!written}
        onClick={() => {
          onAdd({ kind: 'beginGroup', group: { name, definition } })
          clear(kept, 'name', 'definition')
        }}
      >
        {say('rules.putInGroup')}
      </Button>
    </Stack>
  )
}

function Missing({ written, onAdd }: AddingProps) {
  const say = useSay()
  const text = written.values.missing
  return (
    <Stack gap="small">
      <TextArea
        id="draft-missing"
        name="draft-missing"
        label={say('rules.missingText')}
        hint={say('rules.missingHint')}
        optional
        rows={2}
        maxLength={1000}
        value={text}
        onChange={missing => written.set(all => ({ ...all, missing }))}
      />
      <Button
        disabled={text.trim() === ''}
        onClick={() => {
          onAdd({ kind: 'missing', text })
          clear(written, 'missing')
        }}
      >
        {say('rules.putInMissing')}
      </Button>
    </Stack>
  )
}
