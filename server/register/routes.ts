import { sql } from 'kysely'
import { readEnquirer } from '#contract/enquirer.ts'
import {
  activityUseCases,
  assignmentUseCases,
  benefitUseCases,
  closeCase,
  type DaySpan,
  membershipUseCases,
  pauseUseCases,
  readCaseworkers,
  readYouthRecord,
  readYouthRows,
  registerYouth,
  reopenCase,
  updateYouth,
} from '#contract/register.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import { type House, readRoute, route, type Scope } from '#server/door/route.ts'
import { carryShowedUp } from '#server/records/activities.ts'
import { followChanges } from '#server/records/handover.ts'
import { lockCases } from '#server/records/youth-case.ts'
import { checkCeilings, checkNoBar, checkRole } from './check-staff.ts'
import { closeTheCase, reopenTheCase } from './close-case.ts'
import { datedRowRoutes } from './dated-row-routes.ts'
import { enquirerQuery } from './from-referral.ts'
import { readTheRecord } from './read-record.ts'
import { registerTheYouth } from './register-youth.ts'
import { caseworkersQuery, rowsQuery } from './rows.query.ts'
import { takenNumber } from './taken-number.ts'
import { updateTheYouth } from './update-youth.ts'

export function registerRoutes(house: House): void {
  route(house, registerYouth, (input, scope) => registerTheYouth(house, input, scope), {
    refused: error => takenNumber(error, 'youth.register.refused', null),
  })
  readRoute(house, readEnquirer, ({ referralId }) => enquirerQuery(referralId))
  route(house, readYouthRecord, ({ youthId }, scope) => readTheRecord(house, youthId, scope))
  readRoute(house, readYouthRows, ({ youthId }) => rowsQuery(youthId))
  readRoute(house, readCaseworkers, caseworkersQuery)
  route(house, updateYouth, (input, scope) => updateTheYouth(house, input, scope), {
    refused: (error, { youthId }) => takenNumber(error, 'youth.update.refused', youthId),
  })
  route(house, closeCase, closeTheCase)
  route(house, reopenCase, reopenTheCase)
  datedRowRoutes(house, 'benefit', benefitUseCases, {
    columns: row => ({ kind: row.kind }),
    takesOver: () => true,
    movesDeadlines: false,
  })
  datedRowRoutes(house, 'activity', activityUseCases, {
    columns: row => ({
      kind: row.kind,
      description: row.description,
      weekly_minutes: row.weeklyMinutes,
      notice_day: row.noticeDay?.toString() ?? null,
    }),
    check: async ({ today }, { noticeDay }) => {
      if (noticeDay !== null && Temporal.PlainDate.compare(noticeDay, today) > 0)
        throw fieldRefusal('row.noticeDay', 'future')
    },
    corrected: carryShowedUp,
    takesOver: () => false,
    movesDeadlines: true,
  })
  datedRowRoutes(house, 'membership', membershipUseCases, {
    columns: row => ({ programme_id: row.programmeId }),
    takesOver: () => false,
    movesDeadlines: true,
  })
  datedRowRoutes(house, 'assignment', assignmentUseCases, {
    columns: row => ({ staff_id: row.staffId, role: row.role, reason: row.note }),
    check: async (scope, { staffId, role }, during, youthId) => {
      const { db } = scope
      // Whoever gives the case in another way is waited for; and the case is locked before whoever is to get it.
      if (role === 'caseworker') await lockCases(db, [youthId])
      await checkRole(db, staffId, role, during.from, 'row.staffId')
      await checkCaseOpen(db, youthId, during)
      if (role !== 'caseworker') return
      await checkNoBar(db, youthId, staffId, during, 'row.staffId')
      // What is over by today gives nobody anything: it says who it was.
      const { lastDay } = during
      if (lastDay !== null && Temporal.PlainDate.compare(lastDay, scope.today) < 0) return
      await checkCeilings(scope, youthId, staffId, during, 'row.staffId')
    },
    // Somebody may have two mentors, but only one caseworker.
    takesOver: ({ role }) => (role === 'caseworker' ? { role } : false),
    movesDeadlines: false,
    changed: ({ db, today }, youthId) => followChanges(db, [youthId], today),
  })
  datedRowRoutes(house, 'pause', pauseUseCases, {
    columns: row => ({ reason: row.kind }),
    check: async (_scope, _row, { lastDay }) => {
      if (lastDay === null) throw fieldRefusal('during.lastDay', 'required')
    },
    takesOver: () => false,
    movesDeadlines: true,
  })
}

/** A relation lets somebody see the young person: it lasts no longer than a case. */
async function checkCaseOpen(db: Scope['db'], youthId: number, { from, lastDay }: DaySpan): Promise<void> {
  const open = await db
    .selectFrom('youth_case')
    .select('id')
    .where('youth_id', '=', youthId)
    .where(sql<boolean>`during @> daterange(${from}::date, ${lastDay}::date, '[]')`)
    .executeTakeFirst()
  if (open === undefined) throw fieldRefusal('during.from', 'caseNotOpen')
}
