import type { Fit, FitAnswer } from '#contract/caseload-fit.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { classNames } from '#web/kit/class-names.ts'
import { againstSaid, fitSentence } from './fit-said.ts'
import { LoadBar } from './load-bar.tsx'
import { nameOf } from './proposal-names.ts'

interface Props {
  id: string
  name: string
  fit: Fit
  asked: FitAnswer
  isChosen: boolean
  onChoose: () => void
}

/** One caseworker to be chosen: a sentence, the load with the young person, and what stands in the way. */
export function FitCard({ id, name, fit, asked, isChosen, onChoose }: Props) {
  const say = useSay()
  const dates = useDates()
  const against = againstSaid(fit, asked, { say, dates })
  const room = fit.makesRoom
  return (
    <label className={classNames('mg-fit', isChosen && 'mg-fit-chosen')} htmlFor={id}>
      <input
        id={id}
        type="radio"
        name={name}
        value={fit.staffId}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`${id}-more`}
      />
      <span className="mg-fit-said">
        <span className="mg-fit-sentence">{fitSentence(fit, asked, { say, dates })}</span>
        <LoadBar load={{ minutes: fit.after, of: fit.of }} />
        <span id={`${id}-more`} className="mg-quiet mg-fit-more">
          {[
            ...against,
            ...(room === null ? [] : [say('fit.makesRoom', { youth: nameOf(room), to: nameOf(room.to) })]),
          ].join(' ') || fit.profession}
        </span>
      </span>
    </label>
  )
}
