import { ErrorBody, type ErrorCode, type FieldError } from '#contract/errors.ts'
import type { AnyUseCase, InputOf, OutputOf } from '#contract/use-case.ts'

/** What the server answered when it could not do what was asked. */
export class CallError extends Error {
  readonly code: ErrorCode | 'offline'
  readonly reason: string | undefined
  readonly fields: readonly FieldError[]
  readonly requestId: string | undefined

  constructor(code: ErrorCode | 'offline', details: Partial<Omit<ErrorBody['error'], 'code'>> = {}) {
    super(code)
    this.code = code
    this.reason = details.reason
    this.fields = details.fields ?? []
    this.requestId = details.requestId
  }
}

/** Told to the window when the server no longer knows who is asking; the shell then offers to log in. */
export const loggedOutEvent = 'medgang:logged-out'

/**
 * Asks the server for a use case.
 *
 * @throws CallError with the server's code, or `offline` when no answer came
 */
export async function call<U extends AnyUseCase>(
  useCase: U,
  input: InputOf<U>,
  signal?: AbortSignal,
): Promise<OutputOf<U>> {
  const { url, rest } = address(useCase, input as Record<string, unknown>)
  const response = await fetch(url, {
    method: useCase.method,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(useCase.method === 'GET'
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(rest) }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new CallError('offline')
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw errorIn(body)
  return useCase.output.parse(body) as OutputOf<U>
}

function errorIn(body: unknown): CallError {
  const parsed = ErrorBody.safeParse(body)
  if (parsed.data?.error.code === 'notLoggedIn') dispatchEvent(new Event(loggedOutEvent))
  return parsed.success
    ? new CallError(parsed.data.error.code, parsed.data.error)
    : new CallError('unavailable')
}

function address(useCase: AnyUseCase, input: Record<string, unknown>) {
  const rest = { ...input }
  const path = useCase.path.replace(/:(\w+)/g, (_, name: string) => {
    const part = rest[name]
    delete rest[name]
    return encodeURIComponent(String(part))
  })
  if (useCase.method !== 'GET') return { url: path, rest }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null)
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = query.toString()
  return { url: text === '' ? path : `${path}?${text}`, rest }
}
