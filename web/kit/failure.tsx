import { type ReactNode, useContext } from 'react'
import { Button } from './button.tsx'
import { Alert } from './feedback.tsx'
import { InForm } from './form.tsx'
import { useReveal } from './use-reveal.ts'
import { useKitWords } from './words.tsx'

interface Props {
  /** What the call failed with; null shows nothing. */
  failure: unknown
  /** Said as a warning in place of the kit's words, where the page knows better what it means here. */
  told?: { title: string; text: string; again?: string } | undefined
  /** Gets what somebody else has changed meanwhile, and leaves what is written. */
  onFetch?: () => void
  /** Said with that offer, where the failure is such a change though it does not say so. */
  changed?: string | undefined
  /** Below it, for example whom one can call instead. */
  children?: ReactNode
}

/**
 * What came in the way of saving, beside the fields. Comes into view whenever it appears; what is written stays. In a
 * form it offers to send again where nothing came through.
 */
export function Failure({ failure, ...rest }: Props) {
  const box = useReveal(failure)
  return (
    failure !== null && (
      <div ref={box} tabIndex={-1} className="mg-stack-small">
        <What failure={failure} {...rest} />
      </div>
    )
  )
}

function What({ failure, told, onFetch, changed, children }: Props) {
  const words = useKitWords()
  const isInForm = useContext(InForm)
  const { kind, text } = words.failure(failure)
  if (onFetch !== undefined && (changed !== undefined || kind === 'meanwhile')) {
    return (
      <Alert tone="warning" live actions={<Button onClick={onFetch}>{words.fetchNew}</Button>}>
        {changed ?? words.meanwhileText}
        {children}
      </Alert>
    )
  }
  const warning: Props['told'] | null =
    told ?? (kind === 'offline' ? { title: words.offlineTitle, text } : null)
  if (warning === null) {
    return (
      <Alert tone="error" live>
        {text}
        {children}
      </Alert>
    )
  }
  const again = isInForm && <Button type="submit">{warning.again ?? words.sendAgain}</Button>
  return (
    <Alert tone="warning" live title={warning.title} actions={again}>
      {warning.text}
      {children}
    </Alert>
  )
}
