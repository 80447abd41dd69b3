import type { readLimits } from '#contract/caseload-limits.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { useCeilingName } from './ceilings-part.tsx'
import { DatedEditor } from './dated-editor.tsx'
import { checkNumbers } from './exception-dialogs.tsx'
import { readWhole } from './whole-number.ts'

type Limits = OutputOf<typeof readLimits>

interface Values {
  programmeId: string
  staffId: string
  cases: string
  minutes: string
}

const written = (number: number | null | undefined) => (number == null ? '' : String(number))

/** How many young people, or minutes a month, one caseworker has at most. */
export function CeilingEditor({ row, limits }: { row: Limits['ceilings'][number] | null; limits: Limits }) {
  const say = useSay()
  const nameOf = useCeilingName()
  return (
    <DatedEditor<Values>
      kind="ceiling"
      row={row}
      title={row === null ? say('limits.addCeiling') : say('limits.changeCeiling', { name: nameOf(row) })}
      back={{ to: '/opsaetning/tid-og-loft', label: say('limits.title') }}
      endText={say('limits.endCeilingText')}
      initial={{
        programmeId: written(row?.programmeId),
        staffId: written(row?.staffId),
        cases: written(row?.cases),
        minutes: written(row?.minutes),
      }}
      check={checkNumbers}
      contentOf={({ programmeId, staffId, cases, minutes, source, status }) => ({
        ...{ kind: 'ceiling', source, status },
        programmeId: programmeId === '' ? null : Number(programmeId),
        staffId: staffId === '' ? null : Number(staffId),
        cases: readWhole(cases) ?? null,
        minutes: readWhole(minutes) ?? null,
      })}
    >
      {({ field }) => (
        <>
          {row === null && (
            <>
              <Select
                {...field('programmeId')}
                label={say('limits.programme')}
                empty={say('limits.allYouths')}
                choices={limits.programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              <Select
                {...field('staffId')}
                label={say('limits.ceilingWho')}
                hint={say('limits.everybodyHint')}
                empty={say('limits.everybody')}
                choices={limits.caseworkers.map(({ staffId, name }) => ({
                  value: String(staffId),
                  label: name,
                }))}
              />
            </>
          )}
          <TextField
            {...field('cases')}
            label={say('limits.cases')}
            hint={say('limits.oneOfThem')}
            size="short"
            inputMode="numeric"
          />
          <TextField
            {...field('minutes')}
            label={say('limits.minutesMost')}
            size="short"
            inputMode="numeric"
          />
        </>
      )}
    </DatedEditor>
  )
}
