import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from './test-database.ts'

const one = await freshDatabase()
const other = await freshDatabase()
afterAll(async () => {
  await one.drop()
  await other.drop()
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('each fresh database has the schema, and shares nothing with another', async () => {
  await ask(one.url, `insert into competence (code, name) values ('debt', 'Gældsrådgivning')`)
  expect(await ask(one.url, 'select count(*)::int from competence')).toEqual([1])
  expect(await ask(other.url, 'select count(*)::int from competence')).toEqual([0])
})
