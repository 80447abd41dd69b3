import { createDraftVault, type DraftVault, draftKey } from '#web/kit/drafts.ts'

const keyPlace = 'medgang.entrance.key'
const touchedPlace = 'medgang.entrance.touched'
/** After this long without a word written, what lies in the tab is forgotten: the next one may sit there. */
export const forgottenAfter = 60 * 60 * 1000

/**
 * Where the public pages keep what is written: in this tab alone. It survives a reload, a lost connection and a phone
 * that puts the tab to sleep. It goes with the tab, and after an hour, since a browser that opens its tabs again would
 * otherwise show it to the next person at a library's computer; so there is no draft that lives longer, as there is
 * for staff. The key lies beside it: sealing protects nothing here, it is only the one way that drafts are kept.
 */
export async function openTabVault(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  now: () => number,
): Promise<DraftVault> {
  const secret = storage.getItem(keyPlace) ?? newSecret()
  storage.setItem(keyPlace, secret)
  const vault = createDraftVault({ owner: 'entrance', key: await draftKey(secret), storage, now })
  return {
    async load(name) {
      const touched = Number(storage.getItem(touchedPlace) ?? 0)
      if (now() - touched <= forgottenAfter) return vault.load(name)
      vault.remove(name)
      return undefined
    },
    async save(name, value) {
      storage.setItem(touchedPlace, String(now()))
      await vault.save(name, value)
    },
    remove: vault.remove,
  }
}

/** Whether this browser keeps anything in a tab; some are told not to. */
export function keepsInTab(): boolean {
  try {
    sessionStorage.setItem(touchedPlace, sessionStorage.getItem(touchedPlace) ?? '0')
    return true
  } catch {
    return false
  }
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}
