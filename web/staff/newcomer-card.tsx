import { useState } from 'react'
import { type Member, setOnboarding } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import type { FieldFault } from '#web/kit/form.tsx'
import { Card, Inline } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { DatedDialog } from './dated-dialog.tsx'

/** How much of the time somebody new has for young people, where that is other than everybody's steps say. */
export function NewcomerCard({ member }: { member: Member }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const { onboarding } = member
  return (
    <Card
      title={say('limits.own')}
      flush={onboarding.length > 0}
      actions={
        member.leftOn === null && <Button onClick={() => setOpen(true)}>{say('limits.ownChange')}</Button>
      }
    >
      {onboarding.length === 0 && <p className="mg-quiet">{say('limits.ownEveryone')}</p>}
      {onboarding.length > 0 && (
        <RowCards label={say('limits.own')}>
          {onboarding.map(({ fromWeek, percent }) => (
            <RowCard key={fromWeek} title={say('limits.step', { week: fromWeek })}>
              {say('limits.stepText', { percent })}
            </RowCard>
          ))}
        </RowCards>
      )}
      {open && <OwnSteps member={member} onClose={() => setOpen(false)} />}
    </Card>
  )
}

interface Step {
  fromWeek: string
  percent: string
}

/** As many as the API takes. */
const mostSteps = 10

function OwnSteps({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay()
  const [initial] = useState<{ steps: readonly Step[] }>({
    steps: member.onboarding.map(({ fromWeek, percent }) => ({
      fromWeek: String(fromWeek),
      percent: String(percent),
    })),
  })
  return (
    <DatedDialog
      title={say('limits.ownTitle', { name: member.givenName })}
      initial={initial}
      check={({ steps }) => {
        const faults = steps.flatMap(faultsOf)
        return faults.length > 0 ? faults : notFromZero(steps)
      }}
      send={({ steps }) => {
        const { staffId, version } = member
        const numbers = steps.map(step => ({
          fromWeek: Number(step.fromWeek),
          percent: Number(step.percent),
        }))
        return call(setOnboarding, { staffId, version, steps: numbers })
      }}
      onClose={onClose}
    >
      {form => {
        const { steps } = form.values
        const change = (at: number, part: Partial<Step>) =>
          form.set(() => ({
            steps: steps.map((step, index) => (index === at ? { ...step, ...part } : step)),
          }))
        return (
          <>
            <p>{say('limits.ownHint')}</p>
            {[...steps.entries()].map(([at, step]) => (
              <Inline key={at}>
                <TextField
                  {...form.part('steps', `${at}.fromWeek`, step.fromWeek, fromWeek =>
                    change(at, { fromWeek }),
                  )}
                  label={say('limits.fromWeek')}
                  size="short"
                  inputMode="numeric"
                  maxLength={3}
                />
                <TextField
                  {...form.part('steps', `${at}.percent`, step.percent, percent => change(at, { percent }))}
                  label={say('limits.percent')}
                  size="short"
                  inputMode="numeric"
                  maxLength={3}
                />
                <Button
                  look="plain"
                  onClick={() => form.set(() => ({ steps: steps.filter((_, index) => index !== at) }))}
                >
                  {say('limits.ownRemove', { week: step.fromWeek })}
                </Button>
              </Inline>
            ))}
            {steps.length < mostSteps && (
              <Button onClick={() => form.set(() => ({ steps: [...steps, { fromWeek: '', percent: '' }] }))}>
                {say('limits.ownAdd')}
              </Button>
            )}
          </>
        )
      }}
    </DatedDialog>
  )
}

function faultsOf({ fromWeek, percent }: Step, at: number, all: readonly Step[]): FieldFault[] {
  const isWhole = (text: string, most: number) => /^\d{1,3}$/.test(text.trim()) && Number(text) <= most
  const isTwice = all.findIndex(other => other.fromWeek.trim() === fromWeek.trim()) < at
  return [
    ...(isWhole(fromWeek, 104) && !isTwice ? [] : [{ field: `steps.${at}.fromWeek`, code: 'stepWeek' }]),
    ...(isWhole(percent, 100) ? [] : [{ field: `steps.${at}.percent`, code: 'percentRange' }]),
  ]
}

/** Whoever has steps of their own has one from the first week on: what comes before the first would be all of the time. */
function notFromZero(steps: readonly Step[]): FieldFault[] {
  const weeks = steps.map(({ fromWeek }) => Number(fromWeek))
  const first = Math.min(...weeks)
  if (steps.length === 0 || first === 0) return []
  return [{ field: `steps.${weeks.indexOf(first)}.fromWeek`, code: 'stepsFromZero' }]
}
