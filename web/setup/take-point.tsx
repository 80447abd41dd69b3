import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { chooseStartingPoint } from '#contract/setup.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert, ConfirmDialog, useAnnounce } from '#web/kit/feedback.tsx'
import { Tag } from '#web/kit/tag.tsx'

/** Takes a starting point; asks first where something that somebody may have made their own would be replaced. */
export function TakePoint({
  name,
  send,
  isHere = false,
  asks,
}: {
  name: string
  send: InputOf<typeof chooseStartingPoint>
  isHere?: boolean
  asks: boolean
}) {
  const say = useSay()
  // In a sentence: "Begynd med modellen fra Horsens".
  const within = `${name.charAt(0).toLocaleLowerCase(say.locale)}${name.slice(1)}`
  const announce = useAnnounce()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const take = useMutation({
    mutationFn: () => call(chooseStartingPoint, send),
    async onSuccess() {
      setAsking(false)
      announce(say('setup.taken'))
      // Everything may be another, the words of the frame too.
      await queries.invalidateQueries()
      await navigate({ to: '/opsaetning' })
    },
    onError: () => setAsking(false),
  })
  return (
    <>
      {isHere && <Tag tone="good">{say('setup.current')}</Tag>}
      {take.error !== null && (
        <Alert tone="error" live>
          {explainError(say, take.error)}
        </Alert>
      )}
      <ButtonRow>
        <Button
          look={isHere ? 'secondary' : 'primary'}
          busy={take.isPending}
          onClick={() => (asks ? setAsking(true) : take.mutate())}
        >
          {say('setup.takePoint', { name: within })}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={asking}
        title={say('setup.takeTitle', { name: within })}
        confirm={say('setup.takeYes')}
        cancel={say('common.cancel')}
        busy={take.isPending}
        onConfirm={() => take.mutate()}
        onClose={() => setAsking(false)}
      >
        {say('setup.takeText')}
      </ConfirmDialog>
    </>
  )
}
