import {
  beginDutyActivity,
  beginDutyPause,
  endDutyActivity,
  exportDuty,
  findForSchool,
  involveGuardian,
  noteShowedUp,
  readDuty,
  takeSchoolMessage,
} from '#contract/duty.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { beginThePause } from './begin-pause.ts'
import { beginTheActivity, endTheActivity, noteWhoShowedUp } from './change-activity.ts'
import { exportTheDuty } from './export-duty.ts'
import { findForSchoolQuery } from './find-for-school.query.ts'
import { involveTheGuardian } from './involve-guardian.ts'
import { readTheDuty } from './read-duty.ts'
import { takeTheSchoolMessage } from './school-message.ts'

export function dutyRoutes(house: House): void {
  route(house, readDuty, (input, scope) => readTheDuty(house, input, scope))
  route(house, exportDuty, (input, scope) => exportTheDuty(house, input, scope))
  route(house, beginDutyActivity, beginTheActivity)
  route(house, endDutyActivity, endTheActivity)
  route(house, noteShowedUp, noteWhoShowedUp)
  route(house, beginDutyPause, beginThePause)
  route(house, involveGuardian, involveTheGuardian)
  readRoute(house, findForSchool, findForSchoolQuery)
  route(house, takeSchoolMessage, takeTheSchoolMessage)
}
