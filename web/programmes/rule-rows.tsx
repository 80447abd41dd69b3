import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type ShownRule, withdrawRule } from '#contract/rules.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmDialog, useAnnounce } from '#web/kit/feedback.tsx'

import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { ConfirmRuleDialog } from './confirm-rule-dialog.tsx'
import { Failure } from './failure.tsx'
import { useForgetSetup } from './queries.ts'
import { ruleInWords } from './rule-words.ts'
import { isAhead, isStanding, StandingTags } from './standing-tags.tsx'

/** Rules in sentences, with clock, status, source and what happens in a pause and after a failed attempt. */
export function RuleRows({ label, rules }: { label: string; rules: readonly ShownRule[] }) {
  return (
    <RowCards label={label}>
      {rules.map(rule => (
        <RuleRow key={rule.id} rule={rule} />
      ))}
    </RowCards>
  )
}

function RuleRow({ rule }: { rule: ShownRule }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const [asking, setAsking] = useState<'confirm' | 'withdraw' | null>(null)
  const ahead = isAhead(rule.during, today)
  const sentences = [
    ruleInWords(say, dates, rule),
    ...(rule.targetGroupName === null ? [] : [say('programmes.onlyGroup', { group: rule.targetGroupName })]),
  ]
  const small = [
    rule.stopsInPause
      ? say('programmes.pauseStops', { days: rule.returnWorkingDays })
      : say('programmes.pauseRuns'),
    ...(rule.stopsInClosing ? [say('rules.closingStops')] : []),
    say(rule.nonWorkingDays === 'stays' ? 'rules.staysOnDay' : 'rules.movesBefore'),
    say('programmes.retrySentence', { retry: rule.retryWorkingDays, escalate: rule.escalateAfter }),
  ]
  return (
    <RowCard
      title={rule.name}
      actions={
        mayWrite &&
        isStanding(rule.during, today) && (
          <>
            {rule.status === 'unverified' && (
              <Button
                look="plain"
                onClick={() => setAsking('confirm')}
                aria-label={say('rules.confirmNamed', { name: rule.name })}
              >
                {say('rules.confirm')}
              </Button>
            )}
            {ahead && (
              <Button
                look="plain"
                onClick={() => setAsking('withdraw')}
                aria-label={say('rules.withdrawNamed', { name: rule.name })}
              >
                {say('rules.withdraw')}
              </Button>
            )}
            <Link
              to="/opsaetning/loefte"
              search={{ ret: String(rule.id) }}
              aria-label={say('programmes.changeRule', { name: rule.name })}
            >
              {say('programmes.edit')}
            </Link>
          </>
        )
      }
    >
      <p>{sentences.join(' ')}</p>
      <StandingTags clock={rule.clock} status={rule.status} during={rule.during} />
      <div className="mg-quiet">
        <div>{small.join(' ')}</div>
        <div>{say('programmes.source', { source: rule.source })}</div>
      </div>
      {asking === 'confirm' && <ConfirmRuleDialog rule={rule} onClose={() => setAsking(null)} />}
      {asking === 'withdraw' && <WithdrawDialog rule={rule} onClose={() => setAsking(null)} />}
    </RowCard>
  )
}

/** A rule that has not begun can be taken back as if it had never been. */
function WithdrawDialog({ rule, onClose }: { rule: ShownRule; onClose: () => void }) {
  const say = useSay()
  const announce = useAnnounce()
  const forget = useForgetSetup()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const withdraw = async () => {
    setBusy(true)
    try {
      await call(withdrawRule, { id: rule.id, version: rule.version })
      announce(say('rules.withdrawn'))
      onClose()
      void forget()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      open
      title={say('rules.withdrawNamed', { name: rule.name })}
      confirm={say('rules.withdraw')}
      cancel={say('common.cancel')}
      busy={busy}
      onConfirm={() => void withdraw()}
      onClose={onClose}
    >
      <p>{say('rules.withdrawText')}</p>
      <Failure failure={failure} />
    </ConfirmDialog>
  )
}
