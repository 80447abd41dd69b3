import { useState } from 'react'
import type { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { EditRule } from './edit-rule.tsx'
import { AllowMoreDialog, EndExceptionDialog } from './exception-dialogs.tsx'
import { Part } from './part.tsx'
import { StandingTags, usePeriodInWords } from './standing-tags.tsx'

type Limits = OutputOf<typeof readLimits>

/** Ceilings, who stands above one, and who may for a time. */
export function CeilingsPart({ limits }: { limits: Limits }) {
  const say = useSay()
  const may = useMay()
  const [open, setOpen] = useState<'allow' | Limits['exceptions'][number] | null>(null)
  const close = () => setOpen(null)
  const { ceilings, exceptions, standing } = limits
  return (
    <Part
      title={say('limits.ceilings')}
      lead={say('limits.ceilingsLead')}
      actions={
        may('setup.write') && (
          <LinkButton to="/opsaetning/regel" search={{ slags: 'loft' }}>
            {say('limits.addCeiling')}
          </LinkButton>
        )
      }
    >
      {ceilings.length === 0 ? (
        <EmptyState title={say('limits.noCeilings')}>{say('limits.noCeilingsText')}</EmptyState>
      ) : (
        <Card flush>
          <RowCards label={say('limits.ceilings')}>
            {ceilings.map(row => (
              <CeilingRow key={`${row.key} ${row.during.from}`} row={row} />
            ))}
          </RowCards>
        </Card>
      )}
      {ceilings.length > 0 && (
        <Card title={say('limits.standing')} level={3} flush={standing.length > 0}>
          {standing.length === 0 ? (
            <p>{say('limits.nobodyOver')}</p>
          ) : (
            <RowCards label={say('limits.standing')}>
              {standing.map(row => (
                <Standing key={`${row.staffId} ${row.programme}`} row={row} />
              ))}
            </RowCards>
          )}
        </Card>
      )}
      {(ceilings.length > 0 || exceptions.length > 0) && (
        <Card
          title={say('limits.exceptions')}
          level={3}
          flush={exceptions.length > 0}
          actions={
            may('assignment.write') && (
              <Button onClick={() => setOpen('allow')}>{say('limits.allowMore')}</Button>
            )
          }
        >
          {exceptions.length === 0 ? (
            <p>{say('limits.noExceptions')}</p>
          ) : (
            <RowCards label={say('limits.exceptions')}>
              {exceptions.map(row => (
                <ExceptionRow key={row.id} row={row} onEnd={() => setOpen(row)} />
              ))}
            </RowCards>
          )}
        </Card>
      )}
      {open === 'allow' && <AllowMoreDialog limits={limits} onClose={close} />}
      {open !== null && open !== 'allow' && <EndExceptionDialog exception={open} onClose={close} />}
    </Part>
  )
}

/** Whom and what a ceiling is about: "Mod til uddannelse", "Alle unge · Hanne Lund". */
export function useCeilingName() {
  const say = useSay()
  return ({ programme, staffName }: Pick<Limits['ceilings'][number], 'programme' | 'staffName'>) =>
    [programme ?? say('limits.allYouths'), ...(staffName === null ? [] : [staffName])].join(' · ')
}

function CeilingRow({ row }: { row: Limits['ceilings'][number] }) {
  const say = useSay()
  const name = useCeilingName()(row)
  const number = new Intl.NumberFormat(say.locale)
  return (
    <RowCard title={name} actions={<EditRule slags="loft" row={row} name={name} />}>
      {row.cases !== null && <p>{say('limits.most', { count: row.cases })}</p>}
      {row.minutes !== null && <p>{say('limits.mostMinutes', { minutes: number.format(row.minutes) })}</p>}
      <StandingTags status={row.status} during={row.during} />
      <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
    </RowCard>
  )
}

/** Somebody above a ceiling, or where only an exception lets them stand. */
function Standing({ row }: { row: Limits['standing'][number] }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const number = new Intl.NumberFormat(say.locale)
  const { state, cases, minutes, mostCases, mostMinutes, lastDay, programme } = row
  const isOver = state === 'over'
  const said = [
    ...(mostCases === null || (isOver && cases <= mostCases)
      ? []
      : [say(isOver ? 'limits.stands' : 'limits.allowed', { count: cases, most: mostCases })]),
    ...(mostMinutes === null || (isOver && minutes <= mostMinutes)
      ? []
      : [
          say(isOver ? 'limits.standsMinutes' : 'limits.allowedMinutes', {
            minutes: number.format(minutes),
            most: number.format(mostMinutes),
          }),
        ]),
  ]
  return (
    <RowCard title={row.staffName}>
      {said.map(text => (
        <p key={text}>{programme === null ? text : say('limits.inProgramme', { programme, text })}</p>
      ))}
      <Tag tone={isOver ? 'danger' : 'info'}>
        {isOver || lastDay === null
          ? say('limits.over')
          : say('limits.byException', { day: dates.day(lastDay, today) })}
      </Tag>
    </RowCard>
  )
}

function ExceptionRow({ row, onEnd }: { row: Limits['exceptions'][number]; onEnd: () => void }) {
  const say = useSay()
  const periodInWords = usePeriodInWords()
  const mayWrite = useMay()('assignment.write')
  const number = new Intl.NumberFormat(say.locale)
  const { programme } = row
  const texts = [
    ...(row.cases === null ? [] : [say('limits.may', { count: row.cases })]),
    ...(row.minutes === null ? [] : [say('limits.mayMinutes', { minutes: number.format(row.minutes) })]),
  ]
  return (
    <RowCard
      title={row.staffName}
      aside={periodInWords(row.during)}
      actions={
        mayWrite && (
          <Button
            look="plain"
            aria-label={say('limits.endExceptionOf', { name: row.staffName })}
            onClick={onEnd}
          >
            {say('limits.endException')}
          </Button>
        )
      }
    >
      {texts.map(text => (
        <p key={text}>{programme === null ? text : say('limits.inProgramme', { programme, text })}</p>
      ))}
      <div className="mg-quiet">{row.reason}</div>
    </RowCard>
  )
}
