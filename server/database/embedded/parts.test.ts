import { expect, test } from 'vitest'
import { parseAccounts } from './account.ts'
import { troubleFrom } from './trouble.ts'

test('accounts are read from passwd, and negative ids as system calls take them', () => {
  const passwd = '# comment:*:1:1\nroot:x:0:0::/root:/bin/sh\nnobody:*:-2:-2::/:/usr/bin/false\n\nbroken\n'
  expect(parseAccounts(passwd)).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 4_294_967_294, gid: 4_294_967_294 },
  ])
})

test.each([
  ['PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device', 'diskFull'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'strayProcesses'],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'strayProcesses'],
  ['FATAL:  could not open file "PG_VERSION": Permission denied', 'noPermission'],
  ['FATAL:  something new', 'failed'],
])('PostgreSQL says %j, which is %s', (line, code) => {
  expect(troubleFrom(['LOG:  starting', line], '/somewhere').code).toBe(code)
})
