import { exportYouths } from '#contract/youths.ts'
import { CallError, call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { DownloadButton } from '#web/kit/download-button.tsx'
import { fileOf } from '#web/kit/save-file.ts'
import type { ListState } from './list-state.ts'

/** Downloads just what is shown as a spreadsheet. */
export function ExportButton({ state, words }: { state: ListState; words: string }) {
  const say = useSay()
  return (
    <DownloadButton
      busyText={say('youths.exporting')}
      said={say('youths.exported')}
      title={say('youths.exportText')}
      get={async () => {
        const file = await call(exportYouths, {
          ...state.filter,
          sort: state.sort,
          descending: state.descending,
          columns: [...state.columns],
          language: say.language,
          ...(words === '' ? {} : { words }),
        })
        return { fileName: file.fileName, content: fileOf(file.contentBase64, file.mediaType) }
      }}
      explain={failure =>
        failure instanceof CallError && failure.reason === 'exportTooLarge'
          ? say('youths.exportTooLarge')
          : null
      }
    >
      {say('youths.export')}
    </DownloadButton>
  )
}
