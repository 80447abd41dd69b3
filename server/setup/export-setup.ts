import type { exportSetup } from '#contract/setup.ts'
import { writeSetupFile } from '#contract/setup-file.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import type { Db } from '#server/database/connection.ts'
import type { Scope } from '#server/door/route.ts'
import { readSetup } from './read-setup.ts'

/** The set-up as a file: what the tables of configuration hold, and nothing of any person. */
export async function exportTheSetup(
  _input: object,
  { db, today }: Scope,
): Promise<AnswerOf<typeof exportSetup>> {
  return { fileName: `medgang-opsaetning-${today}.json`, content: await setupText(db) }
}

/** The text of the file, with the municipality's name. */
export async function setupText(db: Db): Promise<string> {
  const known = await db.selectFrom('municipality').select('name').executeTakeFirst()
  const setup = await readSetup(db)
  const entranceTexts = setup.entranceTexts.filter(({ text }) => !reachesUs.test(text))
  return writeSetupFile({ ...setup, entranceTexts }, known?.name)
}

/** A telephone number, a mail address or a link: the municipality's own, and nothing that a neighbour can use. */
const reachesUs = /\d(?:[ .-]?\d){3}|@|www\.|https?:|\.dk\b/i
