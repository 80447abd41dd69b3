import { useState } from 'react'
import { classNames } from './class-names.ts'
import { described, FieldFrame } from './field.tsx'
import { Icon } from './icon.tsx'
import { useKitWords } from './words.tsx'

interface FileDropProps {
  id: string
  name: string
  label: string
  hint?: string
  error?: string | undefined
  /** Endings with the dot: `['.xlsx', '.csv']`. */
  types: readonly string[]
  maxBytes: number
  file: File | null
  onFile: (file: File) => void
  disabled?: boolean
}

/** One file, chosen or dropped. A file of another type or one that is too large is refused here already. */
export function FileDrop({ types, maxBytes, file, onFile, ...props }: FileDropProps) {
  const words = useKitWords()
  const [over, setOver] = useState(false)
  const [refusal, setRefusal] = useState<string | undefined>(undefined)
  const shown = { ...props, error: refusal ?? props.error, optional: false }

  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    const fits = types.some(type => chosen.name.toLowerCase().endsWith(type))
    const megabytes = new Intl.NumberFormat(words.locale, { style: 'unit', unit: 'megabyte' })
    if (!fits)
      setRefusal(
        words.fileWrongType(new Intl.ListFormat(words.locale, { type: 'disjunction' }).format(types)),
      )
    else if (chosen.size > maxBytes)
      setRefusal(words.fileTooLarge(megabytes.format(Math.round(maxBytes / 1_000_000))))
    else {
      setRefusal(undefined)
      onFile(chosen)
    }
  }

  return (
    <FieldFrame {...shown}>
      <div className={classNames('mg-drop', over && 'mg-drop-over')}>
        <input
          className="mg-drop-input"
          id={props.id}
          name={props.name}
          type="file"
          accept={types.join(',')}
          disabled={props.disabled}
          // The input covers the surface, so the browser itself takes a file that is dropped on it.
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={event => {
            take(event.target.files?.[0])
            // So that the same file, mended meanwhile, can be chosen again.
            event.target.value = ''
          }}
          {...described(shown)}
        />
        <Icon name="upload" />
        <span>
          <span className="mg-drop-choose">{words.fileChoose}</span> {words.fileDrop}
        </span>
        <span className="mg-quiet" role="status">
          {file ? words.fileChosen(file.name) : ''}
        </span>
      </div>
    </FieldFrame>
  )
}
