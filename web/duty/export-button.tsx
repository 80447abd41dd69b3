import { exportDuty } from '#contract/duty.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { DownloadButton } from '#web/kit/download-button.tsx'
import { fileOf } from '#web/kit/save-file.ts'
import type { DutyFilter } from './queries.ts'

/** Downloads the week that is shown as a spreadsheet. */
export function ExportButton({ filter }: { filter: DutyFilter }) {
  const say = useSay()
  return (
    <DownloadButton
      busyText={say('duty.exporting')}
      said={say('duty.exported')}
      get={async () => {
        const file = await call(exportDuty, { ...filter, language: say.language })
        return { fileName: file.fileName, content: fileOf(file.contentBase64, file.mediaType) }
      }}
    >
      {say('duty.export')}
    </DownloadButton>
  )
}
