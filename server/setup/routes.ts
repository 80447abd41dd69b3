import {
  bringInSetup,
  chooseStartingPoint,
  exportSetup,
  nameCaseworkers,
  previewSetup,
  readStartingPoints,
} from '#contract/setup.ts'
import { maxSetupCharacters } from '#contract/setup-file.ts'
import { type House, route } from '#server/door/route.ts'
import { bringInTheSetup, previewTheSetup } from './bring-in.ts'
import { exportTheSetup } from './export-setup.ts'
import { nameTheCaseworkers } from './name-caseworkers.ts'
import { startingPoints, takeStartingPoint } from './starting-point.ts'

/** A character may take several bytes, and quotes and line breaks of the file's text two characters. */
const bodyLimit = maxSetupCharacters * 4

/** The whole set-up: starting points, export, and bringing a file in. */
export function setupRoutes(house: House): void {
  route(house, readStartingPoints, startingPoints)
  route(house, exportSetup, exportTheSetup)
  route(house, nameCaseworkers, nameTheCaseworkers)
  house.app.register(async app => {
    app.addHook('onRoute', options => {
      options.bodyLimit = bodyLimit
    })
    const large = { ...house, app }
    route(large, chooseStartingPoint, takeStartingPoint)
    route(large, previewSetup, previewTheSetup)
    route(large, bringInSetup, bringInTheSetup)
  })
}
