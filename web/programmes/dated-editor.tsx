import type { ReactNode } from 'react'
import { changeDatedRule, type DatedContent, previewDatedRule } from '#contract/dated-rules.ts'
import type { Setup } from '#contract/programmes.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Checkbox } from '#web/kit/checkbox.tsx'
import type { FieldFault, Form } from '#web/kit/form.tsx'
import { LawWarning } from './law-warning.tsx'
import { EndFields, FromField, PreviewedForm } from './previewed-form.tsx'
import { required } from './row-dialog.tsx'
import { isAhead } from './standing-tags.tsx'
import { OriginFields } from './status-field.tsx'

type Status = Setup['rules'][number]['status']

/** What every such row is written with, beside what it says. */
export interface DatedValues {
  mode: 'change' | 'end'
  from: Temporal.PlainDate | null
  reason: string
  source: string
  status: Status
  /** The source stays although the row says something else, and still fits. */
  sourceStands: boolean
}

/** A row as it stands. */
export interface StandingRow {
  key: string
  version: number
  during: Setup['rules'][number]['during']
  source: string
  status: Status
}

interface Props<Own extends object> {
  kind: DatedContent['kind']
  /** The one that is changed or ended; null for a new one. */
  row: StandingRow | null
  title: string
  back: { to: '/opsaetning/lov' | '/opsaetning/maalgrupper' | '/opsaetning/tid-og-loft'; label: string }
  /** Said where it ends. */
  endText: string
  /** What it says, as it is written. */
  initial: Own
  /** Where it comes from, where that is known beforehand; for the rest as the row stands. */
  prefill?: Partial<Pick<DatedValues, 'source' | 'status'>>
  check: (values: Own) => FieldFault[]
  contentOf: (values: Own & Pick<DatedValues, 'source' | 'status'>) => DatedContent
  fieldOf?: (field: string, values: Own) => string
  /** Where what it says is changed and the source is not, it is asked whether that still fits. */
  asksSource?: boolean
  children: (form: Form<Own & DatedValues>, ahead: boolean) => ReactNode
}

/**
 * A dated row that ends, and another that begins in its place from a day on, whatever it says; or one that is new. One
 * that has not begun is changed where it stands, or taken back.
 */
export function DatedEditor<Own extends object>(props: Props<Own>) {
  const { kind, row, title, back, endText, initial, prefill, check, contentOf, fieldOf, children } = props
  const asks = props.asksSource ?? false
  const say = useSay()
  const today = useToday()
  const ahead = row !== null && isAhead(row.during, today)
  const about = row === null ? 'new' : `${row.key}.${row.during.from}.${row.version}`
  const isLaw = row?.status === 'law'
  const reviews = (values: Own & DatedValues) => {
    if (!asks || row === null || values.mode === 'end' || values.source.trim() !== row.source) return false
    const says = (own: Own) => JSON.stringify(contentOf({ ...own, source: row.source, status: row.status }))
    return says(values) !== says(initial)
  }
  const changeOf = (values: Own & DatedValues): InputOf<typeof changeDatedRule> => ({
    kind,
    replaces: row && { key: row.key, begins: String(row.during.from), version: row.version },
    from: String(values.from),
    content: values.mode === 'end' ? null : contentOf(values),
    reason: values.mode === 'end' ? values.reason : '',
  })
  return (
    <PreviewedForm<Own & DatedValues, InputOf<typeof changeDatedRule>>
      name={`${kind}.${about}${prefill === undefined ? '' : '.proposed'}`}
      initial={{
        ...initial,
        mode: 'change',
        from: row !== null && ahead ? row.during.from : today,
        reason: '',
        source: row?.source ?? '',
        status: row?.status ?? 'local',
        sourceStands: false,
        ...prefill,
      }}
      title={title}
      lead={say(row === null ? 'rules.newLead' : ahead ? 'rules.aheadLead' : 'rules.changeLead')}
      back={back}
      modes={
        row === null
          ? null
          : {
              change: say('rules.modeChange'),
              end: say(ahead ? 'rules.withdraw' : 'rules.modeEnd'),
            }
      }
      check={values =>
        values.mode === 'end'
          ? required<DatedValues>(values, 'from', ...(ahead ? [] : (['reason'] as const)))
          : [
              ...check(values),
              ...required<DatedValues>(values, 'source', 'from'),
              ...(reviews(values) && !values.sourceStands
                ? [{ field: 'sourceStands', code: 'stillFits' }]
                : []),
            ]
      }
      explain={({ code }) =>
        code === 'number'
          ? say('programmes.numberInvalid')
          : code === 'hours'
            ? say('rules.hoursInvalid')
            : null
      }
      changeOf={changeOf}
      preview={(change, signal) => call(previewDatedRule, change, signal)}
      save={change => call(changeDatedRule, change)}
      part="content"
      {...(fieldOf === undefined ? {} : { fieldOf })}
      confirm={({ mode }) =>
        say(mode === 'change' ? 'rules.saveRule' : ahead ? 'rules.withdraw' : 'rules.endRule')
      }
      said={({ mode }) =>
        say(mode === 'change' ? 'rules.datedSaved' : ahead ? 'rules.withdrawn' : 'rules.datedEnded')
      }
      warning={() => isLaw && <p>{say('rules.lawAgain')}</p>}
    >
      {form => (
        <>
          {isLaw && <LawWarning row={row} />}
          {form.values.mode === 'change' ? (
            <>
              {children(form, ahead)}
              <OriginFields form={form} />
              {reviews(form.values) && (
                <Checkbox
                  {...form.field('sourceStands')}
                  onChange={sourceStands => form.set(values => ({ ...values, sourceStands }))}
                  label={say('rules.sourceStands')}
                  hint={say('rules.wordsStandText')}
                />
              )}
            </>
          ) : ahead ? (
            <p>{say('rules.withdrawText')}</p>
          ) : (
            <EndFields form={form} text={endText} isLaw={isLaw} />
          )}
          <FromField form={form} ahead={ahead} />
        </>
      )}
    </PreviewedForm>
  )
}
