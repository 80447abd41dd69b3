import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { DraftVault } from './drafts.ts'
import type { FormState } from './form.tsx'

const Vault = createContext<DraftVault | null>(null)

/** Gives the forms below it a place for their drafts; null while nobody is logged in. */
export function DraftVaultProvider({ vault, children }: { vault: DraftVault | null; children: ReactNode }) {
  return <Vault value={vault}>{children}</Vault>
}

export interface Draft<Values> extends FormState<Values> {
  /** What was kept has been looked for; until then a form is best shown without its values. */
  ready: boolean
  /** The values come from an earlier visit: say so, and offer to begin anew with `discard`. */
  restored: boolean
  /** The latest change lies in the browser. */
  kept: boolean
  /** Forgets the draft and begins from the initial values; also after it was sent. */
  discard: () => void
}

/**
 * A form's values that outlive the tab. `name` tells the form and what it is about (`contact.12`), with
 * keys only, no names. The values may hold text, numbers, lists and Temporal days and times. Values of an
 * earlier version of the form are laid over `initial`, so that a new field has its first value.
 */
export function useDraft<Values extends object>(name: string, initial: Values): Draft<Values> {
  const vault = useContext(Vault)
  const first = useRef(initial)
  const [values, setValues] = useState(initial)
  const [ready, setReady] = useState(false)
  const [restored, setRestored] = useState(false)
  const [kept, setKept] = useState(false)
  const touched = useRef(false)
  const saving = useRef(false)
  const pending = useRef<Values | null>(null)

  useEffect(() => {
    let gone = false
    const found = vault?.load(name) ?? Promise.resolve(undefined)
    void found.then(draft => {
      if (gone) return
      if (!touched.current && typeof draft === 'object' && draft !== null) {
        setValues({ ...first.current, ...draft })
        setRestored(true)
        setKept(true)
      }
      setReady(true)
    })
    return () => {
      gone = true
    }
  }, [vault, name])

  // One write at a time, always of the newest values: the browser may end the tab at any moment.
  const keep = useCallback(
    async (newest: Values) => {
      pending.current = newest
      if (vault === null || saving.current) return
      saving.current = true
      try {
        while (pending.current !== null) {
          const next = pending.current
          pending.current = null
          await vault.save(name, next)
        }
        if (touched.current) setKept(true)
        else vault.remove(name)
      } catch {
        // A full or forbidden storage costs the draft, never what is being written.
        setKept(false)
      } finally {
        saving.current = false
      }
    },
    [vault, name],
  )

  const current = useRef(values)
  current.current = values
  const set = useCallback(
    (change: (values: Values) => Values) => {
      touched.current = true
      current.current = change(current.current)
      setValues(current.current)
      setKept(false)
      void keep(current.current)
    },
    [keep],
  )
  const discard = useCallback(() => {
    touched.current = false
    pending.current = null
    vault?.remove(name)
    setValues(first.current)
    setRestored(false)
    setKept(false)
  }, [vault, name])

  return { values, set, ready, restored, kept, discard }
}
