import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Kept {
  payload: AdapterPayload
  endsAt: number
}

const most = 5000

/**
 * What the demo's log-in provider remembers, in memory: a restart asks people to choose again. The oldest give way
 * when there are too many, so that nobody can fill the memory by beginning log-ins.
 */
export function demoStore(now: () => Temporal.Instant): AdapterFactory {
  const all = new Map<string, Kept>()
  const seconds = () => now().epochMilliseconds / 1000
  const tidy = () => {
    for (const [key, { endsAt }] of all) if (endsAt < seconds()) all.delete(key)
    for (const key of all.keys()) {
      if (all.size <= most) break
      all.delete(key)
    }
  }
  return kind => {
    const find = (key: string) => {
      const kept = all.get(key)
      return kept === undefined || kept.endsAt < seconds() ? undefined : kept.payload
    }
    const adapter: Adapter = {
      async upsert(id, payload, expiresIn = 3600) {
        tidy()
        const kept = { payload, endsAt: seconds() + expiresIn }
        all.set(`${kind} ${id}`, kept)
        if (payload.uid !== undefined && kind === 'Session') all.set(`uid ${payload.uid}`, kept)
      },
      async find(id) {
        return find(`${kind} ${id}`)
      },
      async findByUid(uid) {
        return find(`uid ${uid}`)
      },
      // Only the device flow has user codes, and it is not offered.
      async findByUserCode() {
        return undefined
      },
      async consume(id) {
        const payload = find(`${kind} ${id}`)
        if (payload !== undefined) payload.consumed = Math.floor(seconds())
      },
      async destroy(id) {
        all.delete(`${kind} ${id}`)
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of all) if (payload.grantId === grantId) all.delete(key)
      },
    }
    return adapter
  }
}
