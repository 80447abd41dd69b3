import {
  changeView,
  countYouths,
  createView,
  deleteView,
  exportYouths,
  listViews,
  listYouths,
  searchYouths,
  youthChoices,
} from '#contract/youths.ts'
import { readAddress, readCpr, readTimeline, readYouth, readYouthAges } from '#contract/youths-person.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { choicesQuery } from './choices.query.ts'
import { exportTheYouths } from './export-youths.ts'
import { countQuery, listQuery } from './list-youths.query.ts'
import { readTheAges } from './read-ages.ts'
import { readTheCpr } from './read-cpr.ts'
import { readAddressQuery, readYouthQuery } from './read-youth.query.ts'
import { searchQuery } from './search-youths.query.ts'
import { timelineQuery } from './timeline.query.ts'
import { changeMyView, createMyView, deleteMyView, listMyViews } from './views.ts'

export function youthRoutes(house: House): void {
  readRoute(house, listYouths, listQuery)
  readRoute(house, countYouths, countQuery)
  readRoute(house, searchYouths, (input, moment) => searchQuery(input, moment, house.cpr))
  readRoute(house, youthChoices, (_input, { today }) => choicesQuery(today))
  route(house, exportYouths, (input, scope) => exportTheYouths(house, input, scope))
  route(house, listViews, listMyViews)
  route(house, createView, createMyView)
  route(house, changeView, changeMyView)
  route(house, deleteView, deleteMyView)
  readRoute(house, readYouth, ({ youthId }, moment) => readYouthQuery(youthId, moment))
  route(house, readYouthAges, ({ youthId }, scope) => readTheAges(house, youthId, scope))
  readRoute(house, readAddress, ({ youthId }) => readAddressQuery(youthId))
  route(house, readCpr, ({ youthId }, scope) => readTheCpr(house, youthId, scope))
  readRoute(house, readTimeline, (input, moment) => timelineQuery(input, moment, house.timeZone))
}
