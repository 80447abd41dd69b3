import { useMutation } from '@tanstack/react-query'
import { exportYouths } from '#contract/youths.ts'
import { CallError, call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import type { ListState } from './list-state.ts'

/** Downloads just what is shown as a spreadsheet. */
export function ExportButton({ state, words }: { state: ListState; words: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const download = useMutation({
    mutationFn: () =>
      call(exportYouths, {
        ...state.filter,
        sort: state.sort,
        descending: state.descending,
        columns: [...state.columns],
        language: say.language,
        ...(words === '' ? {} : { words }),
      }),
    onSuccess: ({ fileName, mediaType, contentBase64 }) => {
      const bytes = Uint8Array.from(atob(contentBase64), character => character.charCodeAt(0))
      const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      URL.revokeObjectURL(address)
      announce(say('youths.exported'))
    },
    onError: error => {
      const tooLarge = error instanceof CallError && error.reason === 'exportTooLarge'
      announce(tooLarge ? say('youths.exportTooLarge') : explainError(say, error), 'error')
    },
  })
  return (
    <Button
      icon="download"
      busy={download.isPending}
      title={say('youths.exportText')}
      onClick={() => download.mutate()}
    >
      {say(download.isPending ? 'youths.exporting' : 'youths.export')}
    </Button>
  )
}
