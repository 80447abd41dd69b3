import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useKitWords } from './words.tsx'

type AlertTone = 'info' | 'success' | 'warning' | 'error'

const alerts: Readonly<Record<AlertTone, { className: string; icon: IconName }>> = {
  info: { className: 'alert alert-info', icon: 'info' },
  success: { className: 'alert alert-success', icon: 'success' },
  warning: { className: 'alert alert-warning', icon: 'warning' },
  error: { className: 'alert alert-error', icon: 'error' },
}

/**
 * Something to know about the whole page or form, where it matters. `live` has it read aloud when it comes
 * up after the page: `error` at once, the others when there is a pause.
 */
export function Alert({
  tone,
  title,
  live = false,
  actions,
  children,
}: {
  tone: AlertTone
  title?: string
  live?: boolean
  actions?: ReactNode
  children?: ReactNode
}) {
  const { className, icon } = alerts[tone]
  return (
    <div className={className} role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}>
      <span className="alert-icon">
        <Icon name={icon} />
      </span>
      {title && <p className="alert-heading">{title}</p>}
      {children && <div className="alert-text">{children}</div>}
      {actions && <div className="mg-button-row mg-alert-actions">{actions}</div>}
    </div>
  )
}

interface Toast {
  key: number
  text: string
  tone: AlertTone
}

const Announce = createContext<(text: string, tone?: AlertTone) => void>(() => undefined)

/** `const announce = useAnnounce(); announce('Kontakten er gemt', 'success')`: seen for 8 s and read aloud. */
export function useAnnounce() {
  return useContext(Announce)
}

const shownFor = 8000

/** Holds the toasts; once, around the app. */
export function AnnouncementProvider({ children }: { children: ReactNode }) {
  const words = useKitWords()
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const next = useRef(0)
  const remove = useCallback((key: number) => setToasts(all => all.filter(toast => toast.key !== key)), [])
  const announce = useCallback(
    (text: string, tone: AlertTone = 'success') => {
      const key = next.current++
      setToasts(all => [...all.slice(-2), { key, text, tone }])
      setTimeout(() => remove(key), shownFor)
    },
    [remove],
  )
  return (
    <Announce value={announce}>
      {children}
      <div className="mg-toasts" role="status">
        {toasts.map(toast => (
          <div key={toast.key} className="mg-toast">
            <Icon name={alerts[toast.tone].icon} />
            <span>{toast.text}</span>
            <button
              type="button"
              className="mg-toast-close"
              aria-label={words.close}
              onClick={() => remove(toast.key)}
            >
              <Icon name="close" small />
            </button>
          </div>
        ))}
      </div>
    </Announce>
  )
}

/**
 * A question or a small form above the page. The browser's own dialog: the page behind rests, Escape closes,
 * and the focus goes back to where it came from. Its first control, or the one with `autofocus`, has the focus.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  actions,
}: {
  open: boolean
  onClose: () => void
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  const words = useKitWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  return (
    <dialog ref={dialog} className="mg-dialog" aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <>
          <div className="mg-dialog-head">
            <h2 id={titleId}>{title}</h2>
            <button type="button" className="mg-icon-button" aria-label={words.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <div className="mg-stack-medium">{children}</div>
          {actions && <div className="mg-button-row mg-dialog-actions">{actions}</div>}
        </>
      )}
    </dialog>
  )
}

/** A question before something that cannot be taken back. `confirm` is the verb: "Slet", never "OK". */
export function ConfirmDialog({
  confirm,
  cancel,
  onConfirm,
  onClose,
  danger = false,
  busy = false,
  ...rest
}: {
  open: boolean
  title: string
  children?: ReactNode
  confirm: string
  cancel: string
  onConfirm: () => void
  onClose: () => void
  danger?: boolean
  busy?: boolean
}) {
  return (
    <Dialog
      {...rest}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    />
  )
}

/** Grey lines where text is on its way, so that nothing jumps when it comes. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  const widths = ['mg-skeleton mg-skeleton-long', 'mg-skeleton', 'mg-skeleton mg-skeleton-short']
  return (
    <div className="mg-skeletons" aria-hidden="true">
      {numbered(lines).map((line, index) => (
        <div key={line} className={widths[index % widths.length]} />
      ))}
    </div>
  )
}

/** Rows of a list on their way, as tall as RowCard. */
export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  return (
    <Loading>
      <div className="mg-rows" aria-hidden="true">
        {numbered(rows).map(row => (
          <div key={row} className="mg-row">
            <SkeletonText lines={2} />
          </div>
        ))}
      </div>
    </Loading>
  )
}

/** A whole page on its way: heading and rows. */
export function SkeletonPage() {
  return (
    <Loading>
      <div className="mg-page mg-page-wide" aria-hidden="true">
        <div className="mg-page-header">
          <div className="mg-skeleton mg-skeleton-title" />
          <div className="mg-skeleton mg-skeleton-short" />
        </div>
        <div className="mg-rows">
          {numbered(5).map(row => (
            <div key={row} className="mg-row">
              <SkeletonText lines={2} />
            </div>
          ))}
        </div>
      </div>
    </Loading>
  )
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `number ${index}`)

function Loading({ children }: { children: ReactNode }) {
  const words = useKitWords()
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {words.loading}
      </span>
      {children}
    </div>
  )
}
