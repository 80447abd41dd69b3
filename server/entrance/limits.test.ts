import { expect, test } from 'vitest'
import { at, enquiry, entranceForTest } from './test-entrance.ts'

test('from one address no more than so many in ten minutes; from others there may be', async () => {
  const entrance = await entranceForTest({ enquiriesPerAddress: 2, lookUpsPerAddress: 3 })
  try {
    const statuses = async (count: number, ask: () => Promise<{ statusCode: number }>) => {
      const found: number[] = []
      for (let each = 0; each < count; each++) found.push((await ask()).statusCode)
      return found
    }
    expect(await statuses(3, () => entrance.send({}, '10.0.0.1'))).toEqual([200, 200, 429])
    expect(await statuses(1, () => entrance.send({}, '10.0.0.2'))).toEqual([200])
    // One subscriber has a whole network of addresses.
    expect(await statuses(2, () => entrance.send({}, '2001:db8:0:1::1'))).toEqual([200, 200])
    expect(await statuses(1, () => entrance.send({}, '2001:0db8::1:ffff:2:3:4'))).toEqual([429])
    expect(await statuses(1, () => entrance.send({}, '2001:db8:0:2::1'))).toEqual([200])
    expect(await statuses(1, () => entrance.send({}, '::ffff:10.0.0.1'))).toEqual([429])
    // Looking up is counted by itself.
    expect(await statuses(4, () => entrance.follow({ code: 'x' }))).toEqual([400, 400, 400, 429])
    const told = (await entrance.send({}, '10.0.0.1')).json()
    expect(told.error.code).toBe('tooMany')
    expect(await entrance.count()).toBe(6)
  } finally {
    await entrance.close()
  }
})

test('from all together no more than so many in an hour, and none of them is lost on the way', async () => {
  const entrance = await entranceForTest({ enquiriesPerHour: 2 })
  try {
    const first = enquiry()
    expect((await entrance.post('/api/entrance', first)).statusCode).toBe(200)
    expect((await entrance.send()).statusCode).toBe(200)
    const busy = await entrance.send()
    expect(busy.statusCode).toBe(503)
    expect(busy.json().error).toMatchObject({ code: 'unavailable', reason: 'entranceBusy' })
    // Whoever was received before is told so again, however busy it is.
    expect((await entrance.post('/api/entrance', first)).statusCode).toBe(200)
    entrance.setNow(at.add({ hours: 1 }))
    expect((await entrance.send()).statusCode).toBe(200)
    expect(await entrance.count()).toBe(3)
  } finally {
    await entrance.close()
  }
})

test('another site, another kind of body and a large one are refused', async () => {
  const entrance = await entranceForTest()
  try {
    const ask = (headers: Record<string, string>, payload: object | string = enquiry()) =>
      entrance.house.app.inject({ method: 'POST', url: '/api/entrance', headers, payload })
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await ask({ origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await ask({ 'content-type': 'text/plain' }, '{}')).statusCode).toBe(415)
    expect((await ask({ 'content-type': 'application/x-www-form-urlencoded' }, 'a=b')).statusCode).toBe(415)
    expect((await ask({}, { ...enquiry(), more: 'x'.repeat(40_000) })).statusCode).toBe(413)
    // The longest there is in a script of four bytes a sign still fits.
    expect((await ask({}, enquiry({ about: '𐐷'.repeat(2000) }))).statusCode).toBe(200)
    const told = await entrance.house.app.inject({ url: '/api/entrance' })
    expect(told.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' })
    expect(await entrance.count()).toBe(1)
  } finally {
    await entrance.close()
  }
})
