import { useMutation } from '@tanstack/react-query'
import { exportDuty } from '#contract/duty.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import type { DutyFilter } from './queries.ts'

/** Downloads the week that is shown as a spreadsheet. */
export function ExportButton({ filter }: { filter: DutyFilter }) {
  const say = useSay()
  const announce = useAnnounce()
  const download = useMutation({
    mutationFn: () => call(exportDuty, { ...filter, language: say.language }),
    onSuccess: ({ fileName, mediaType, contentBase64 }) => {
      const bytes = Uint8Array.from(atob(contentBase64), character => character.charCodeAt(0))
      const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      URL.revokeObjectURL(address)
      announce(say('duty.exported'))
    },
    onError: error => announce(explainError(say, error), 'error'),
  })
  return (
    <Button icon="download" busy={download.isPending} onClick={() => download.mutate()}>
      {say(download.isPending ? 'duty.exporting' : 'duty.export')}
    </Button>
  )
}
