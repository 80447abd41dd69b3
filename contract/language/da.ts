import { accesslog } from './da/accesslog.ts'
import { ages } from './da/ages.ts'
import { allocation } from './da/allocation.ts'
import { api } from './da/api.ts'
import { assessments } from './da/assessments.ts'
import { board } from './da/board.ts'
import { caseloads } from './da/caseloads.ts'
import { common } from './da/common.ts'
import { contacts } from './da/contacts.ts'
import { dates } from './da/dates.ts'
import { day } from './da/day.ts'
import { door } from './da/door.ts'
import { duty } from './da/duty.ts'
import { entrance } from './da/entrance.ts'
import { error } from './da/error.ts'
import { field } from './da/field.ts'
import { fit } from './da/fit.ts'
import { handovers } from './da/handovers.ts'
import { importFault } from './da/import-fault.ts'
import { importField } from './da/import-field.ts'
import { imports } from './da/imports.ts'
import { kit } from './da/kit.ts'
import { limits } from './da/limits.ts'
import { programmes } from './da/programmes.ts'
import { proposals } from './da/proposals.ts'
import { reason } from './da/reason.ts'
import { register } from './da/register.ts'
import { rhythm } from './da/rhythm.ts'
import { role } from './da/role.ts'
import { rules } from './da/rules.ts'
import { setup } from './da/setup.ts'
import { shell } from './da/shell.ts'
import { staff } from './da/staff.ts'
import { terminal } from './da/terminal.ts'
import { triage } from './da/triage.ts'
import { youth } from './da/youth.ts'
import { youths } from './da/youths.ts'

export const da = {
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
} as const
