import type { ReactNode } from 'react'

interface Props {
  title: string
  lead: string
  actions?: ReactNode
  children: ReactNode
}

/** A part of a page with several cards: its heading, what it is, and what one can do in it. */
export function Part({ title, lead, actions, children }: Props) {
  return (
    <section className="mg-stack-medium">
      <div className="mg-card-head">
        <h2 className="mg-card-title">{title}</h2>
        {actions}
      </div>
      <p>{lead}</p>
      {children}
    </section>
  )
}
