import { exportSetup } from '#contract/setup.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { ButtonRow } from '#web/kit/button.tsx'
import { DownloadButton } from '#web/kit/download-button.tsx'
import { Card } from '#web/kit/layout.tsx'

/** One's own set-up, for another municipality. */
export function ExportCard() {
  const say = useSay()
  return (
    <Card title={say('setup.exportTitle')}>
      <p>{say('setup.exportText')}</p>
      <ButtonRow>
        <DownloadButton
          said={say('setup.exported')}
          get={async () => {
            const { fileName, content } = await call(exportSetup, {})
            return { fileName, content: new Blob([content], { type: 'application/json' }) }
          }}
        >
          {say('setup.exportButton')}
        </DownloadButton>
      </ButtonRow>
    </Card>
  )
}
