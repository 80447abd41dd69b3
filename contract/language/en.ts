import { common } from './en/common.ts'
import { dates } from './en/dates.ts'
import { door } from './en/door.ts'
import { error } from './en/error.ts'
import { field } from './en/field.ts'
import { kit } from './en/kit.ts'
import { rhythm } from './en/rhythm.ts'
import { role } from './en/role.ts'
import { shell } from './en/shell.ts'
import { terminal } from './en/terminal.ts'

export const en = { common, dates, door, error, field, kit, role, rhythm, shell, terminal }
