import {
  changeEntranceSettings,
  followEnquiry,
  readEntrance,
  readEntranceSettings,
  registerEnquiry,
  sendEnquiry,
} from '#contract/entrance.ts'
import { publicRoute } from '#server/door/public-route.ts'
import { type House, route } from '#server/door/route.ts'
import { follow } from './follow-enquiry.ts'
import { register } from './register-enquiry.ts'
import { type EntranceKeys, receiveEnquiry } from './send-enquiry.ts'
import { changeSettings, readSettings, readTold } from './settings.ts'

export interface EntranceOptions extends EntranceKeys {
  /** For one address in ten minutes; 0 is no limit. */
  enquiriesPerAddress: number
  lookUpsPerAddress: number
}

const minutes = 10

/** The one entrance: two pages for whoever comes by, and what staff write down for somebody. */
export function entranceRoutes(house: House, options: EntranceOptions): void {
  publicRoute(house, readEntrance, null, (_input, scope) => readTold(scope))
  publicRoute(house, sendEnquiry, { max: options.enquiriesPerAddress, minutes }, (input, scope) =>
    receiveEnquiry(options, input, scope),
  )
  publicRoute(house, followEnquiry, { max: options.lookUpsPerAddress, minutes }, follow)
  route(house, registerEnquiry, (input, scope) => register(house, options.secret, input, scope))
  route(house, readEntranceSettings, (_input, scope) => readSettings(scope))
  route(house, changeEntranceSettings, changeSettings)
}
