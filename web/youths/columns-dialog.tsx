import { type YouthColumn, youthColumns } from '#contract/youths.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Checkbox, CheckboxGroup } from '#web/kit/checkbox.tsx'
import { Dialog } from '#web/kit/feedback.tsx'

/** Which columns are shown beside the name; every change holds at once. */
export function ColumnsDialog({
  open,
  columns,
  onChange,
  onClose,
}: {
  open: boolean
  columns: readonly YouthColumn[]
  onChange: (columns: readonly YouthColumn[]) => void
  onClose: () => void
}) {
  const say = useSay()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={say('youths.chooseColumns')}
      actions={
        <Button look="primary" onClick={onClose}>
          {say('common.close')}
        </Button>
      }
    >
      <CheckboxGroup label={say('youths.columns')}>
        {youthColumns.map(column => (
          <Checkbox
            key={column}
            id={`column-${column}`}
            name={column}
            label={say(`youths.${column}`)}
            value={columns.includes(column)}
            onChange={shown =>
              onChange(youthColumns.filter(each => (each === column ? shown : columns.includes(each))))
            }
          />
        ))}
      </CheckboxGroup>
    </Dialog>
  )
}
