import { addProgramme, changeProgramme, changeRule, previewRule, readSetup } from '#contract/programmes.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { changeTheRule, previewTheRule } from './change-rule.ts'
import { addTheProgramme, changeTheProgramme } from './programme.ts'
import { setupQuery } from './setup.query.ts'

export function programmesRoutes(house: House): void {
  readRoute(house, readSetup, setupQuery)
  route(house, addProgramme, addTheProgramme)
  route(house, changeProgramme, changeTheProgramme)
  route(house, previewRule, previewTheRule)
  route(house, changeRule, changeTheRule)
}
