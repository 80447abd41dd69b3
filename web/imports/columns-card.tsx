import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ImportColumn,
  type ImportField,
  type ImportView,
  importFields,
  mapImport,
} from '#contract/imports.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { Button, ButtonRow } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { Select } from '#web/kit/text-field.tsx'
import { importQuery } from './queries.ts'

/** What each column is taken to hold, with its first values; nothing is worked out anew before it is asked for. */
export function ColumnsCard({ view }: { view: ImportView }) {
  const say = useSay()
  const queries = useQueryClient()
  const [fields, setFields] = useState(() => view.columns.map(({ field }) => field))
  // On a phone the columns fill four screens: there they wait, unless something must be chosen.
  const [isOpen, setOpen] = useState(() => needsLook(view) || window.matchMedia('(min-width: 768px)').matches)
  const key = importQuery(view.importId).queryKey
  const apply = useMutation({
    mutationFn: () => call(mapImport, { importId: view.importId, version: view.version, fields }),
    onSuccess: next => queries.setQueryData(key, next),
    onError: () => queries.invalidateQueries({ queryKey: key, exact: true }),
  })
  const changed = fields.some((field, column) => field !== view.columns[column]?.field)
  const twice = new Set(fields.filter((field, column) => field !== null && fields.indexOf(field) !== column))
  const used = fields.filter(field => field !== null).length
  return (
    <Card title={say('imports.columnsTitle')}>
      <Stack gap="medium">
        {view.missing && (
          <Alert tone="warning">
            {view.missing === 'name' ? say('imports.missingName') : say('imports.missingIdentity')}
          </Alert>
        )}
        <p>{say('imports.columnsText')}</p>
        <details open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
          <summary>{say('imports.columnsCount', { count: used })}</summary>
          <div className="mg-import-columns">
            {numbered(view.columns).map(({ column, number }) => (
              <ColumnSelect
                key={number}
                column={column}
                number={number}
                field={fields[number - 1] ?? null}
                twice={twice}
                onField={field =>
                  setFields(fields.map((before, place) => (place === number - 1 ? field : before)))
                }
              />
            ))}
          </div>
        </details>
        {apply.error && (
          <Alert tone="error" live>
            {explainError(say, apply.error)}
          </Alert>
        )}
        {changed && (
          <ButtonRow>
            <Button
              look="primary"
              busy={apply.isPending}
              disabled={twice.size > 0}
              onClick={() => apply.mutate()}
            >
              {say('imports.apply')}
            </Button>
            <Button look="plain" onClick={() => setFields(view.columns.map(({ field }) => field))}>
              {say('common.cancel')}
            </Button>
          </ButtonRow>
        )}
      </Stack>
    </Card>
  )
}

function needsLook({ missing, columns }: ImportView): boolean {
  return missing !== null || columns.some(({ field, confidence }) => field !== null && confidence < sureFrom)
}

const sureFrom = 0.8

/** Columns are known by their place from the left: two may have the same heading. */
function numbered(columns: readonly ImportColumn[]) {
  return columns.map((column, index) => ({ column, number: index + 1 }))
}

interface ColumnSelectProps {
  column: ImportColumn
  number: number
  field: ImportField | null
  twice: ReadonlySet<ImportField | null>
  onField: (field: ImportField | null) => void
}

function ColumnSelect({ column, number, field, twice, onField }: ColumnSelectProps) {
  const say = useSay()
  const unsure = field !== null && field === column.field && column.confidence < sureFrom
  return (
    <div className={field === null ? 'mg-import-column mg-import-column-off' : 'mg-import-column'}>
      <Select
        id={`kolonne-${number}`}
        name={`kolonne-${number}`}
        label={column.header === '' ? say('imports.columnEmpty', { number: String(number) }) : column.header}
        hint={
          <>
            {column.samples.join(' · ')}
            {unsure && <span className="mg-import-unsure">{say('imports.columnUnsure')}</span>}
          </>
        }
        error={
          field !== null && twice.has(field)
            ? say('imports.columnTwice', { field: say(`importField.${field}`) })
            : undefined
        }
        value={field ?? ''}
        onChange={chosen => onField(chosen === '' ? null : chosen)}
        empty={say('imports.columnSkip')}
        choices={importFields.map(value => ({ value, label: say(`importField.${value}`) }))}
      />
    </div>
  )
}
