import { common } from './da/common.ts'
import { dates } from './da/dates.ts'
import { error } from './da/error.ts'
import { field } from './da/field.ts'
import { kit } from './da/kit.ts'
import { shell } from './da/shell.ts'
import { terminal } from './da/terminal.ts'

export const da = { common, dates, error, field, kit, shell, terminal } as const
