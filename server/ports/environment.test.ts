import { expect, test } from 'vitest'
import { EnvironmentError, readEnvironment } from './environment.ts'

test('nothing set is an installation on one’s own machine', async () => {
  expect(await readEnvironment({})).toEqual({
    publicUrl: null,
    trustProxy: false,
    oidc: null,
    sessionHours: 12,
    idleMinutes: 60,
    requestsPerMinute: 1200,
    logInsPerMinute: 30,
    entrance: { enquiriesPerAddress: 5, lookUpsPerAddress: 20, enquiriesPerHour: 200 },
    municipalityName: 'Kommunen',
    firstAdministrator: null,
  })
})

test('a provider of one’s own', async () => {
  const environment = await readEnvironment({
    PUBLIC_URL: 'https://medgang.example.dk',
    OIDC_ISSUER: 'https://log-in.example.dk/realms/a',
    OIDC_CLIENT_ID: 'medgang',
    OIDC_CLIENT_SECRET: 'not-told',
    TRUST_PROXY: '10.0.0.0/8',
    SESSION_IDLE_MINUTES: '15',
  })
  expect(environment.publicUrl?.origin).toBe('https://medgang.example.dk')
  expect(environment.oidc?.issuer.href).toBe('https://log-in.example.dk/realms/a')
  expect(environment.oidc?.clientSecret).toBe('not-told')
  expect(environment.trustProxy).toBe('10.0.0.0/8')
  expect(environment.idleMinutes).toBe(15)
})

test('the first administrator', async () => {
  const env = { FIRST_ADMINISTRATOR: 'Anne Marie Holm <Anne.Holm@kommune.dk>' }
  expect((await readEnvironment(env)).firstAdministrator).toEqual({
    givenName: 'Anne Marie',
    familyName: 'Holm',
    email: 'anne.holm@kommune.dk',
  })
})

test.each([
  { FIRST_ADMINISTRATOR: 'anne.holm@kommune.dk' },
  { FIRST_ADMINISTRATOR: 'Holm <anne.holm@kommune.dk>' },
  { PUBLIC_URL: 'medgang.example.dk' },
  { PUBLIC_URL: 'https://example.dk/medgang' },
  { PUBLIC_URL: 'https://user:word@example.dk' },
  { PUBLIC_URL: 'javascript:alert(1)' },
  { OIDC_ISSUER: 'https://log-in.example.dk' },
  { OIDC_ISSUER: 'log-in', OIDC_CLIENT_ID: 'medgang' },
  { SESSION_HOURS: '48' },
  { SESSION_IDLE_MINUTES: 'long' },
])('%o is refused', async env => {
  await expect(readEnvironment(env)).rejects.toThrow(EnvironmentError)
})
