import { common } from './en/common.ts'
import { dates } from './en/dates.ts'
import { error } from './en/error.ts'
import { field } from './en/field.ts'
import { kit } from './en/kit.ts'
import { shell } from './en/shell.ts'
import { terminal } from './en/terminal.ts'

export const en = { common, dates, error, field, kit, shell, terminal }
