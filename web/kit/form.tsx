import { createContext, type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Alert } from './feedback.tsx'
import { useKitWords } from './words.tsx'

/** One field's fault: `field` is the name in the values (or a dotted path into it), `code` a word for the fault. */
export interface FieldFault {
  field: string
  code: string
  params?: Readonly<Record<string, string | number>> | undefined
}

/** Where a form keeps what is written: in itself, or in a draft (`useDraft`). */
export interface FormState<Values> {
  values: Values
  set: (change: (values: Values) => Values) => void
}

interface FormOptions<Values, Result> {
  /** The values to begin with. */
  initial: Values
  /** Keeps the values in a draft instead of in the form. */
  state?: FormState<Values>
  /** What is wrong before anything is sent; the server checks all of it again. */
  check?: (values: Values) => FieldFault[]
  /**
   * Whether a field is asked for with these values, where some depend on others. A fault of one that is not is neither
   * in the way nor shown: nobody could mend it.
   */
  asks?: (field: string, values: Values) => boolean
  /** Sends. What it throws is either field faults (`fields`) or shown by the page from `failure`. */
  send: (values: Values) => Promise<Result>
  /** After the answer, for instance to go on to another page. */
  onSent?: (result: Result, values: Values) => void
  /** The sentence for a fault, as shown at the field. */
  explain: (fault: FieldFault) => string
}

export interface FormFault {
  field: string
  /** The control's id, or null where no control has that name. */
  id: string | null
  /** The id of a control of its own within the field's value (`form.part`), where there is one. */
  partId: string
  message: string
}

/** What a field component takes from the form, beside its label. */
export interface BoundField<Value> {
  id: string
  name: string
  value: Value
  onChange: (value: Value) => void
  error: string | undefined
}

export interface Form<Values> {
  values: Values
  set: FormState<Values>['set']
  /** Everything that a field component wants but its label: `<TextField label=… {...form.field('name')} />`. */
  field: <Name extends keyof Values & string>(name: Name) => BoundField<Values[Name]>
  /**
   * The same for a control within a field's value, as `form.part('guardians', '0.phone', phone, change)`: what it
   * shows and how it changes is the page's, id, name and fault are the form's.
   */
  part: <Value>(
    name: keyof Values & string,
    path: string,
    value: Value,
    change: (value: Value) => void,
  ) => BoundField<Value>
  submit: (event: FormEvent<HTMLFormElement>) => void
  sending: boolean
  faults: readonly FormFault[]
  /** Counts the attempts that failed, so that the summary takes the focus each time. */
  attempts: number
  /** What `send` threw when it was not about fields; null otherwise. */
  failure: unknown
}

function faultsIn(error: unknown): readonly FieldFault[] {
  if (!(error instanceof Error) || !('fields' in error) || !Array.isArray(error.fields)) return []
  return error.fields.filter(
    (fault: unknown): fault is FieldFault =>
      typeof fault === 'object' && fault !== null && 'field' in fault && 'code' in fault,
  )
}

/** A fault, or what the browser said of a field that it cannot read. */
type Found = FieldFault | { field: string; message: string }

/** What a field says of itself: a date or time that is written but is not one, a text that is too long. */
function unreadable(form: HTMLFormElement): { field: string; message: string }[] {
  return [...form.elements].flatMap(element =>
    (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
    element.validity.customError
      ? [{ field: element.name, message: element.validationMessage }]
      : [],
  )
}

/**
 * A form's values, faults and sending, typed from its values. Faults come from `check`, from what cannot be
 * read, and from the server's `{field, code}`; they are shown at the fields and in the summary, which takes
 * the focus. Changing a field takes its fault away. Nothing is sent twice while an answer is awaited.
 */
export function useForm<Values extends object, Result>(options: FormOptions<Values, Result>): Form<Values> {
  const formId = useId()
  const [own, setOwn] = useState(options.initial)
  const { values, set } = options.state ?? { values: own, set: setOwn }
  const [all, setFound] = useState<readonly Found[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const [attempts, setAttempts] = useState(0)
  const isAsked = (fault: { field: string }) => options.asks?.(fault.field, values) ?? true
  // Explained when it is shown, so that it is said anew in another language.
  const found = all.filter(isAsked).map(fault => ({
    field: fault.field,
    message: 'message' in fault ? fault.message : options.explain(fault),
  }))
  const idOf = (name: string) => `${formId}-${name}`
  const forget = (name: string) => setFound(faults => faults.filter(fault => fault.field !== name))

  const refuse = (faults: readonly Found[]) => {
    setFound(faults)
    setAttempts(count => count + 1)
  }
  const send = async () => {
    setSending(true)
    setFound([])
    setFailure(null)
    try {
      // By itself: what stands in a call that may be left out is not done where it is left out.
      const result = await options.send(values)
      options.onSent?.(result, values)
    } catch (error) {
      const faults = faultsIn(error).filter(isAsked)
      if (faults.length > 0) refuse(faults)
      else setFailure(error)
    } finally {
      setSending(false)
    }
  }

  return {
    values,
    set,
    field: name => ({
      id: idOf(name),
      name,
      value: values[name],
      onChange: value => {
        set(all => ({ ...all, [name]: value }))
        forget(name)
      },
      error: found.find(fault => fault.field === name || fault.field.startsWith(`${name}.`))?.message,
    }),
    part: (name, path, value, change) => ({
      id: idOf(`${name}.${path}`),
      name: `${name}.${path}`,
      value,
      onChange: next => {
        change(next)
        forget(`${name}.${path}`)
      },
      error: found.find(fault => fault.field === `${name}.${path}`)?.message,
    }),
    submit: event => {
      event.preventDefault()
      if (sending) return
      const written = unreadable(event.currentTarget)
      const checked = (options.check?.(values) ?? []).filter(
        fault => isAsked(fault) && !written.some(other => other.field === fault.field),
      )
      if (written.length + checked.length > 0) refuse([...written, ...checked])
      else void send()
    },
    sending,
    faults: found.map(fault => {
      const name = fault.field.split('.')[0] ?? fault.field
      return { ...fault, id: name in values ? idOf(name) : null, partId: idOf(fault.field) }
    }),
    attempts,
    failure,
  }
}

/** Whether a submit button here would send something. */
export const InForm = createContext(false)

/** The form's element, with the summary of what is wrong first. Put the submit button in it. */
export function FormFrame<Values>({
  form,
  children,
  label,
}: {
  form: Form<Values>
  children: ReactNode
  label?: string
}) {
  return (
    <form noValidate onSubmit={form.submit} aria-label={label} aria-busy={form.sending} className="mg-form">
      <ErrorSummary faults={form.faults} attempts={form.attempts} />
      <InForm value={true}>{children}</InForm>
    </form>
  )
}

/** Everything that is wrong, each a link to its field; takes the focus whenever sending was refused. */
export function ErrorSummary({ faults, attempts }: { faults: readonly FormFault[]; attempts: number }) {
  const words = useKitWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempts > 0) box.current?.focus()
  }, [attempts])
  // The labels are read from the page, which has them in another language only when it is shown.
  const [, showAgain] = useState(words.locale)
  useEffect(() => showAgain(words.locale), [words.locale])
  if (faults.length === 0) return null
  return (
    <div ref={box} tabIndex={-1} className="mg-error-summary">
      <Alert tone="error" title={words.errorTitle}>
        <ul>
          {inPageOrder(faults).map(fault => (
            <li key={`${fault.field} ${fault.message}`}>
              <FaultLink fault={fault} />
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}

/** From the top of the form down; what belongs to no control comes first. */
function inPageOrder(faults: readonly FormFault[]): readonly FormFault[] {
  const placed = faults.map(fault => ({ fault, control: controlOf(fault) }))
  placed.sort((a, b) => {
    if (a.control === null || b.control === null)
      return Number(a.control !== null) - Number(b.control !== null)
    const after = a.control.compareDocumentPosition(b.control) & Node.DOCUMENT_POSITION_FOLLOWING
    return a.control === b.control ? 0 : after ? -1 : 1
  })
  return placed.map(({ fault }) => fault)
}

function controlOf(fault: FormFault): HTMLElement | null {
  if (fault.id === null) return null
  return document.getElementById(fault.partId) ?? document.getElementById(fault.id)
}

/** The field's label and what is wrong with it, leading to the control. */
function FaultLink({ fault }: { fault: FormFault }) {
  const control = controlOf(fault)
  if (control === null) return fault.message
  const labels = [
    control.closest('fieldset')?.querySelector('legend'),
    document.querySelector(`label[for="${CSS.escape(control.id)}"]`),
  ]
  // The first words only, without "ikke påkrævet".
  const words = labels.flatMap(label => label?.firstChild?.textContent ?? []).join(', ')
  return (
    <a
      href={`#${control.id}`}
      onClick={event => {
        event.preventDefault()
        control.focus()
      }}
    >
      {words ? `${words}${words.endsWith('?') ? '' : ':'} ${fault.message}` : fault.message}
    </a>
  )
}
