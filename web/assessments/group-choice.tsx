import type { Possibility } from '#domain/assessment/may-decide.ts'
import { explainField } from '#web/calls/explain.ts'
import { useSay } from '#web/calls/language.tsx'
import { classNames } from '#web/kit/class-names.ts'
import { FieldFrame } from '#web/kit/field.tsx'
import type { BoundField } from '#web/kit/form.tsx'

interface Props extends BoundField<string> {
  possibilities: readonly Possibility[]
}

/**
 * The target groups below each other, each with its definition and by which paragraph it may be decided. One that may
 * not be chosen stays in sight, and says why not.
 */
export function GroupChoice({ possibilities, ...field }: Props) {
  const say = useSay()
  const { id, name, value, onChange } = field
  return (
    <FieldFrame {...field} label={say('assessments.group')} group>
      <div className="mg-groups">
        {possibilities.map((each, index) => {
          const { group, may } = each
          const why = may
            ? each.specialCase
              ? say('assessments.onlySpecial', { source: each.source })
              : say(
                  each.status === 'unverified' ? 'assessments.bySourceUnverified' : 'assessments.bySource',
                  {
                    source: each.source,
                  },
                )
            : explainField(say, { field: name, code: each.code, params: { source: each.source } })
          const itsId = index === 0 ? id : `${id}-${group.code}`
          return (
            <div
              key={group.code}
              className={classNames(
                'mg-group',
                value === group.code && 'mg-group-chosen',
                !may && 'mg-group-closed',
              )}
            >
              <div className="form-group-radio">
                <input
                  className="form-radio"
                  type="radio"
                  // The first one has the field's own id, so that an error summary can lead to it.
                  id={itsId}
                  name={name}
                  value={group.code}
                  checked={value === group.code}
                  disabled={!may}
                  aria-describedby={`${itsId}-about`}
                  onChange={() => onChange(group.code)}
                />
                <label htmlFor={itsId}>{group.name}</label>
              </div>
              <div id={`${itsId}-about`} className="mg-group-about">
                {group.definition !== '' && <p>{group.definition}</p>}
                <p className="mg-quiet">{why}</p>
              </div>
            </div>
          )
        })}
      </div>
    </FieldFrame>
  )
}
