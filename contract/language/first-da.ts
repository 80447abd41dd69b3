import { common } from './da/common.ts'
import { dates } from './da/dates.ts'
import { day } from './da/day.ts'
import { error } from './da/error.ts'
import { kit } from './da/kit.ts'
import { rhythm } from './da/rhythm.ts'
import { shell } from './da/shell.ts'
import type { Texts } from './say.ts'

/** The areas that the frame and "my day" say, in Danish: all that the web fetches of texts before its first page. */
export const first: Texts = { common, dates, day, error, kit, rhythm, shell }
