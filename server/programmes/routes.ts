import { changeClosing, previewClosing, readClosings } from '#contract/closings.ts'
import { changeDatedRule, previewDatedRule } from '#contract/dated-rules.ts'
import { addProgramme, changeProgramme, readSetup } from '#contract/programmes.ts'
import { correctRate, readRates, setRate } from '#contract/rates.ts'
import {
  addDraft,
  adoptDraft,
  changeDraft,
  discardDraft,
  previewDraft,
  readDrafts,
} from '#contract/rule-drafts.ts'
import { changeRule, confirmRule, previewRule, withdrawRule } from '#contract/rules.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { changeTheDatedRule, previewTheDatedRule } from './change-dated-rule.ts'
import { changeTheRule, confirmTheRule, previewTheRule, withdrawTheRule } from './change-rule.ts'
import { changeTheClosing, previewTheClosing } from './closing.ts'
import { closingsQuery } from './closings.query.ts'
import { addTheDraft, adoptTheDraft, changeTheDraft, discardTheDraft, previewTheDraft } from './draft.ts'
import { draftsQuery } from './drafts.query.ts'
import { addTheProgramme, changeTheProgramme } from './programme.ts'
import { correctTheRate, setTheRate } from './rate.ts'
import { ratesQuery } from './rates.query.ts'
import { setupQuery } from './setup.query.ts'

export function programmesRoutes(house: House): void {
  readRoute(house, readSetup, setupQuery)
  route(house, addProgramme, addTheProgramme)
  route(house, changeProgramme, changeTheProgramme)
  route(house, previewRule, previewTheRule)
  route(house, changeRule, changeTheRule)
  route(house, confirmRule, confirmTheRule)
  route(house, withdrawRule, withdrawTheRule)
  route(house, previewDatedRule, previewTheDatedRule)
  route(house, changeDatedRule, changeTheDatedRule)
  readRoute(house, readRates, ratesQuery)
  route(house, setRate, setTheRate)
  route(house, correctRate, correctTheRate)
  readRoute(house, readClosings, closingsQuery)
  route(house, previewClosing, previewTheClosing)
  route(house, changeClosing, changeTheClosing)
  readRoute(house, readDrafts, draftsQuery)
  route(house, addDraft, addTheDraft)
  route(house, changeDraft, changeTheDraft)
  route(house, previewDraft, previewTheDraft)
  route(house, adoptDraft, adoptTheDraft)
  route(house, discardDraft, discardTheDraft)
}
