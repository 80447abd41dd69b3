import * as contract from '#contract/contacts.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { bookAppointment, cancelAppointment, moveAppointment } from './appointments.ts'
import { contactQuery } from './contact.query.ts'
import { correctContact } from './correct-contact.ts'
import { formQuery } from './form.query.ts'
import { proposeNext } from './propose-next.ts'
import { registerContact } from './register-contact.ts'

export function contactRoutes(house: House): void {
  readRoute(house, contract.readContactForm, (input, { now }) =>
    formQuery(input.youthId, now, house.timeZone),
  )
  readRoute(house, contract.readContact, input => contactQuery(input.contactId, house.timeZone))
  route(house, contract.proposeNextContact, (input, scope) => proposeNext(input, scope, house.timeZone))
  route(house, contract.registerContact, registerContact)
  route(house, contract.correctContact, correctContact)
  route(house, contract.bookAppointment, bookAppointment)
  route(house, contract.moveAppointment, moveAppointment)
  route(house, contract.cancelAppointment, cancelAppointment)
}
