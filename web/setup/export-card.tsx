import { useMutation } from '@tanstack/react-query'
import { exportSetup } from '#contract/setup.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { useAnnounce } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'

/** One's own set-up, for another municipality. */
export function ExportCard() {
  const say = useSay()
  const announce = useAnnounce()
  const download = useMutation({
    mutationFn: () => call(exportSetup, {}),
    onSuccess: ({ fileName, content }) => {
      const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      // After the browser has taken hold of it.
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      announce(say('setup.exported'))
    },
    onError: error => announce(explainError(say, error), 'error'),
  })
  return (
    <Card title={say('setup.exportTitle')}>
      <p>{say('setup.exportText')}</p>
      <ButtonRow>
        <Button icon="download" busy={download.isPending} onClick={() => download.mutate()}>
          {say('setup.exportButton')}
        </Button>
      </ButtonRow>
    </Card>
  )
}
