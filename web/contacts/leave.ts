import { useQueryClient } from '@tanstack/react-query'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'

/** Back to where one came from; without such a place (a link that was opened) to the person. */
export function useLeave(youthId: number): () => void {
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const navigate = useNavigate()
  return () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/unge/$youthId', params: { youthId: String(youthId) } })
  }
}

/** What was saved changes the day, the lists and the person: all of it is asked for anew when it is shown. */
export function useForgetAnswers(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ refetchType: 'none' })
}
