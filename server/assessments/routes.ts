import * as contract from '#contract/assessments.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { assessmentsQuery } from './assessments.query.ts'
import { correctTheAssessment, withdrawTheAssessment } from './correct-assessment.ts'
import { decideTheAssessment } from './decide-assessment.ts'
import { correctTheOrder, endTheOrder, giveTheOrder } from './education-order.ts'
import { ordersQuery } from './orders.query.ts'
import { previewTheAssessment } from './preview-assessment.ts'
import { settleTheStep } from './settle-step.ts'

export function assessmentRoutes(house: House): void {
  readRoute(house, contract.readAssessments, ({ youthId }) => assessmentsQuery(youthId, house.timeZone))
  route(house, contract.previewAssessment, previewTheAssessment)
  route(house, contract.decideAssessment, decideTheAssessment)
  route(house, contract.correctAssessment, correctTheAssessment)
  route(house, contract.withdrawAssessment, withdrawTheAssessment)
  readRoute(house, contract.readEducationOrders, ({ youthId }) => ordersQuery(youthId, house.timeZone))
  route(house, contract.giveEducationOrder, giveTheOrder)
  route(house, contract.correctEducationOrder, correctTheOrder)
  route(house, contract.settleOrderStep, settleTheStep)
  route(house, contract.endEducationOrder, endTheOrder)
}
