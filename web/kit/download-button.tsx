import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { useAnnounce } from './feedback.tsx'
import { saveFile } from './save-file.ts'
import { useKitWords } from './words.tsx'

interface Props {
  children: ReactNode
  /** In place of `children` while it is fetched. */
  busyText?: string
  /** Said when it is there; left out where the browser's own telling is enough. */
  said?: string
  title?: string
  get: () => Promise<{ fileName: string; content: Blob }>
  /** What a failure means here; null where the kit's words do. */
  explain?: (failure: unknown) => string | null
}

/** Fetches a file and gives it to the browser to save; what came in the way is said. */
export function DownloadButton({ children, busyText, said, title, get, explain }: Props) {
  const words = useKitWords()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  async function download() {
    setBusy(true)
    try {
      const { fileName, content } = await get()
      saveFile(fileName, content)
      if (said !== undefined) announce(said)
    } catch (failure) {
      announce(explain?.(failure) ?? words.failure(failure).text, 'error')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon="download" busy={busy} title={title} onClick={() => void download()}>
      {busy && busyText !== undefined ? busyText : children}
    </Button>
  )
}
