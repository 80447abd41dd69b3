import { Link } from '@tanstack/react-router'
import type { Setup } from '#contract/programmes.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { isStanding } from './standing-tags.tsx'

interface Props {
  /** What the kind is called in the address of the page where it is changed. */
  slags: string
  row: { key: string; during: Setup['rules'][number]['during'] }
  name: string
}

/** The way to where a dated row is changed or ended, for those who may, as long as it holds or will. */
export function EditRule({ slags, row, name }: Props) {
  const say = useSay()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  if (!mayWrite || !isStanding(row.during, today)) return null
  return (
    <Link
      to="/opsaetning/regel"
      search={{ slags, ret: row.key, fra: String(row.during.from) }}
      aria-label={say('programmes.changeRule', { name })}
    >
      {say('programmes.edit')}
    </Link>
  )
}
