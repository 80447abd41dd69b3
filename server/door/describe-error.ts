/** What the log may keep of an error: never its message, which may quote what people wrote. */
export interface ErrorDescription {
  type: string
  code?: string
  /** Names from the schema, which hold no row's values. */
  constraint?: string
  table?: string
  column?: string
  stack?: string[]
  cause?: ErrorDescription
}

/**
 * An error for the log: its kind, code and where it happened. Messages, and PostgreSQL's `detail`, `where` and
 * `parameters`, are dropped, for they quote values.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error }
  const told: ErrorDescription = { type: error.constructor.name }
  for (const name of ['code', 'constraint', 'table', 'column'] as const) {
    const value: unknown = Reflect.get(error, name)
    if (typeof value === 'string' && /^[\w.-]{1,100}$/.test(value)) told[name] = value
  }
  const stack = framesOf(error)
  if (stack.length > 0) told.stack = stack
  if (error.cause !== undefined && depth < 3) told.cause = describeError(error.cause, depth + 1)
  return told
}

function framesOf(error: Error): string[] {
  const text = error.stack ?? ''
  // The stack opens with the message, which may have lines of its own that look like places.
  const opening = text.indexOf(error.message)
  const rest = opening === -1 ? text : text.slice(opening + error.message.length)
  return rest
    .split('\n')
    .filter(line => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .map(line => line.trim())
}
