import { stageFromElsewhere } from '#domain/assessment/from-elsewhere.ts'
import type { Stage } from '#domain/assessment/types.ts'
import type { PeriodWrite } from './place-period.ts'
import type { Configuration, KnownPerson } from './register.ts'

export interface AssessmentWrite extends PeriodWrite<string> {
  insert: PeriodWrite<string>['insert'] & { stage: Stage }
}

/** What a list does to the case: opens one, or tells the day of its enquiry. */
interface CaseWrites {
  openCase: { enquiryDay: Temporal.PlainDate | null; from: Temporal.PlainDate } | null
  enquiryOfCase: { enquiryDay: Temporal.PlainDate } | null
}

/** A target group of a list with which decision it counts as, in the case as the list leaves it. */
export function withStage(
  write: PeriodWrite<string> | null,
  person: KnownPerson | null,
  { openCase, enquiryOfCase }: CaseWrites,
  decidedAt: Configuration['decidedAt'],
  today: Temporal.PlainDate,
): AssessmentWrite | null {
  if (write === null) return null
  const { insert, withdraw } = write
  const { from, enquiryDay } = openCase ?? { from: insert.from, ...person?.case, ...enquiryOfCase }
  const decisions = (person?.assessments ?? []).filter(
    row => Temporal.PlainDate.compare(row.from, from) >= 0 && decidedAt.get(row.value)?.length !== 0,
  )
  const stages = (isReplaced: boolean) =>
    decisions.filter(({ id }) => withdraw.includes(id) === isReplaced).map(({ stage }) => stage)
  const stage = stageFromElsewhere(
    {
      decidedAt: decidedAt.get(insert.value) ?? null,
      day: insert.from,
      enquiryDay: enquiryDay ?? null,
      replaced: stages(true),
      standing: stages(false),
    },
    today,
  )
  return { ...write, insert: { ...insert, stage } }
}
