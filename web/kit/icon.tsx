import sprite from './icons.svg?no-inline'

export type IconName =
  | 'account'
  | 'arrow-back'
  | 'arrow-downward'
  | 'arrow-upward'
  | 'calendar-month'
  | 'check'
  | 'checklist'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'close'
  | 'delete'
  | 'download'
  | 'edit'
  | 'email'
  | 'error'
  | 'file'
  | 'groups'
  | 'help'
  | 'home'
  | 'info'
  | 'language'
  | 'list-check'
  | 'lock'
  | 'menu'
  | 'more-horiz'
  | 'person'
  | 'persons'
  | 'plus'
  | 'refresh'
  | 'search'
  | 'settings'
  | 'smartphone'
  | 'sort-table-ascending'
  | 'sort-table-descending'
  | 'sort-table-none'
  | 'success'
  | 'time'
  | 'upload'
  | 'videocam'
  | 'visibility-off'
  | 'warning'

/** A picture beside its word; always hidden from screen readers, since the word says it. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? 'icon-svg mg-icon-small' : 'icon-svg'} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
