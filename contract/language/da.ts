import { common } from './da/common.ts'
import { dates } from './da/dates.ts'
import { kit } from './da/kit.ts'
import { shell } from './da/shell.ts'

export const da = { common, dates, kit, shell } as const
