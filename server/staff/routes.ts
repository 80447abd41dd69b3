import {
  addCompetence,
  addStaff,
  beginAbsence,
  beginDuty,
  changeHours,
  comeBack,
  endAbsence,
  endDuty,
  endRole,
  giveRole,
  leaveJob,
  listStaff,
  readMember,
  releaseLogIn,
  setOnboarding,
  updateStaff,
} from '#contract/staff.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { beginTheAbsence, changeTheHours, endTheAbsence, endTheRole, giveTheRole } from './dated.ts'
import { beginTheDuty, endTheDuty } from './duties.ts'
import { leaveTheJob, takeBack } from './leave.ts'
import { setTheOnboarding } from './onboarding.ts'
import { addTheCompetence, addTheStaff, updateTheStaff } from './person.ts'
import { releaseTheLogIn } from './release-log-in.ts'
import { listQuery, memberQuery } from './staff.query.ts'

export function staffRoutes(house: House): void {
  const { timeZone } = house
  readRoute(house, listStaff, listQuery)
  readRoute(house, readMember, ({ staffId }) => memberQuery(staffId, timeZone))
  route(house, addStaff, addTheStaff)
  route(house, updateStaff, updateTheStaff)
  route(house, addCompetence, addTheCompetence)
  route(house, giveRole, giveTheRole)
  route(house, endRole, (input, scope) => endTheRole(input, scope, timeZone))
  route(house, changeHours, changeTheHours)
  route(house, beginAbsence, beginTheAbsence)
  route(house, endAbsence, endTheAbsence)
  route(house, beginDuty, beginTheDuty)
  route(house, endDuty, endTheDuty)
  route(house, setOnboarding, setTheOnboarding)
  route(house, leaveJob, (input, scope) => leaveTheJob(input, scope, timeZone))
  route(house, releaseLogIn, releaseTheLogIn)
  route(house, comeBack, takeBack)
}
