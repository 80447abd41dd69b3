import { common } from './en/common.ts'
import { dates } from './en/dates.ts'
import { day } from './en/day.ts'
import { error } from './en/error.ts'
import { kit } from './en/kit.ts'
import { rhythm } from './en/rhythm.ts'
import { shell } from './en/shell.ts'
import type { Texts } from './say.ts'

/** The areas that the frame and "my day" say, in English: all that the web fetches of texts before its first page. */
export const first: Texts = { common, dates, day, error, kit, rhythm, shell }
