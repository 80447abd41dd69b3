import { accesslog } from './en/accesslog.ts'
import { ages } from './en/ages.ts'
import { allocation } from './en/allocation.ts'
import { api } from './en/api.ts'
import { assessments } from './en/assessments.ts'
import { board } from './en/board.ts'
import { caseloads } from './en/caseloads.ts'
import { common } from './en/common.ts'
import { contacts } from './en/contacts.ts'
import { dates } from './en/dates.ts'
import { day } from './en/day.ts'
import { door } from './en/door.ts'
import { duty } from './en/duty.ts'
import { entrance } from './en/entrance.ts'
import { error } from './en/error.ts'
import { field } from './en/field.ts'
import { fit } from './en/fit.ts'
import { handovers } from './en/handovers.ts'
import { importFault } from './en/import-fault.ts'
import { importField } from './en/import-field.ts'
import { imports } from './en/imports.ts'
import { kit } from './en/kit.ts'
import { limits } from './en/limits.ts'
import { programmes } from './en/programmes.ts'
import { proposals } from './en/proposals.ts'
import { reason } from './en/reason.ts'
import { register } from './en/register.ts'
import { rhythm } from './en/rhythm.ts'
import { role } from './en/role.ts'
import { rules } from './en/rules.ts'
import { setup } from './en/setup.ts'
import { shell } from './en/shell.ts'
import { staff } from './en/staff.ts'
import { terminal } from './en/terminal.ts'
import { triage } from './en/triage.ts'
import { youth } from './en/youth.ts'
import { youths } from './en/youths.ts'

export const en = {
  accesslog,
  ages,
  allocation,
  api,
  assessments,
  board,
  caseloads,
  common,
  contacts,
  dates,
  day,
  door,
  duty,
  entrance,
  error,
  field,
  fit,
  handovers,
  importFault,
  importField,
  imports,
  kit,
  limits,
  programmes,
  proposals,
  reason,
  register,
  rhythm,
  role,
  setup,
  rules,
  shell,
  staff,
  terminal,
  triage,
  youth,
  youths,
}
