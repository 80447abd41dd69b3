/** Where a field would stand that the reader may not see; saving leaves it as it is. */
export function HiddenField({ label, children }: { label: string; children: string }) {
  return (
    <dl className="mg-register-hidden">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  )
}
