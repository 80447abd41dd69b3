import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allUseCases } from '#contract/all-use-cases.ts'
import { wholeForTest } from './test-whole.ts'

let whole: Awaited<ReturnType<typeof wholeForTest>>
beforeAll(async () => {
  whole = await wholeForTest()
})
afterAll(() => whole.end())

/** Everything that only shows: what changes something answers with keys. */
const showing = allUseCases.filter(
  ({ method, name, permission }) => permission !== 'public' && (method === 'GET' || name.endsWith('.export')),
)
const byName = showing.map(useCase => [useCase.name, useCase] as const)

/** All that an answer says, the cells of a spreadsheet in it too. */
function everythingIn(answer: string): string {
  const { contentBase64 } = JSON.parse(answer)
  if (typeof contentBase64 !== 'string') return answer
  const files = Object.values(unzipSync(Buffer.from(contentBase64, 'base64')))
  return files.map(file => Buffer.from(file).toString('utf8')).join('\n')
}

const reach = /37\s?20\s?00\s?92|mor@eksempel\.dk/
/** Where a guardian of somebody under 18 is shown; the test would prove nothing without. */
const shownIn = new Set<string>()

test.each(byName)(
  '%s does not say how to reach guardians from the 18th birthday on',
  async (name, useCase) => {
    const { youthId, schema, base, send } = await whole.asker(useCase)
    // Without the filters too, which may leave the young person out.
    const least = Object.fromEntries((schema.required ?? []).map(key => [key, base[key]]))
    await whole.owner.query(
      `insert into guardian (youth_id, name, relation, phone, email)
     values ($1, 'Karen Prøve', 'mor', '+4537200092', 'mor@eksempel.dk')`,
      [youthId],
    )
    // The house's clock says 23 November 2026.
    const ask = async (birthDate: string) => {
      await whole.owner.query('update youth set birth_date = $2 where id = $1', [youthId, birthDate])
      const answers = [await send(base), await send(least)]
      return {
        statuses: answers.map(({ statusCode }) => statusCode),
        text: answers.map(({ body }) => everythingIn(body)).join('\n'),
      }
    }
    const minor = await ask('2008-11-24')
    if (reach.test(minor.text)) shownIn.add(name)
    const grown = await ask('2008-11-23')
    expect(grown.statuses).toEqual(minor.statuses)
    expect(grown.text).not.toMatch(reach)
    await whole.owner.query('update guardian set phone = null, email = null where youth_id = $1', [youthId])
  },
)

test('until then they are shown where one works with the young person', () => {
  expect([...shownIn].sort()).toEqual(
    expect.arrayContaining(['assessment.read', 'duty.read', 'youth.read', 'youth.record']),
  )
})

test('every query that gives how to reach a guardian asks the one function', () => {
  const gives = /\bg\.(phone|email)\b|selectFrom\('guardian'\)[\s\S]*?selectAll/
  /** These hold it within the server: to compare with a list, and to keep what a form hid. */
  const within = ['imports/register.ts', 'imports/save.ts']
  const files = globSync('**/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts', '**/test-*.ts'] })
  const giving = files.filter(file => gives.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
  expect(giving).toContain('youths/read-youth.query.ts')
  const without = giving.filter(
    file => !readFileSync(join(import.meta.dirname, file), 'utf8').includes('guardian_open'),
  )
  expect(without.filter(file => !within.includes(file))).toEqual([])
})
