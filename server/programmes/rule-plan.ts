import { type RuleChange, type RuleContent, unchangedWords } from '#contract/rules.ts'
import type { Rule } from '#domain/rhythm/types.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { loadRhythm, type Rhythm } from '#server/records/rules.ts'
import { checkSuccession, namesParagraph } from './succession.ts'

/** A rule as it is stored, with what the rhythm itself does not ask for. */
export interface StoredRule {
  rule: Rule
  key: string
  version: number
}

/** One change, decided and not made. */
export interface Step {
  replaced: StoredRule | null
  /** The replaced one has not been in force on a day that has passed: it is corrected where it stands. */
  inPlace: boolean
  /** What begins; its id is negative as long as it is not stored. Null where a rule only ends. */
  made: Rule | null
  from: Temporal.PlainDate
  reason: string
}

export interface Plan {
  before: Rhythm
  after: Rhythm
  steps: readonly Step[]
}

/**
 * Decides changes of rules in their order, and changes nothing yet.
 *
 * A day that has passed is refused as a beginning without exception. What was owed then has been judged by the rules
 * of its day, and a rule that reached back would make people late with what nobody asked of them.
 *
 * @param sourced whether the paragraph that ends a rule of law must be named; a preview may come before the act
 * @throws Refusal where a change cannot be: at the field, or changedMeanwhile where the rule is not as it was read
 */
export async function planChanges(
  changes: readonly RuleChange[],
  { db, today }: Pick<Scope, 'db' | 'today'>,
  { sourced = true }: { sourced?: boolean } = {},
): Promise<Plan> {
  const [before, rows] = await Promise.all([
    loadRhythm(db),
    db.selectFrom('rule').select(['id', 'key', 'version']).execute(),
  ])
  const stored = new Map(
    before.rules.map(rule => {
      const row = rows.find(({ id }) => id === rule.id)
      return [rule.id, { rule, key: row?.key ?? '', version: row?.version ?? 0 }]
    }),
  )
  let after = before.rules
  const steps: Step[] = []
  for (const change of changes) {
    if (Temporal.PlainDate.compare(change.from, today) < 0) throw fieldRefusal('from', 'dayPassed')
    const step =
      change.replaces === null ? begin(change, steps.length) : replace(change, stored, steps.length, sourced)
    after = rulesAfter(after, step)
    checkBetween(step.made, after)
    steps.push(step)
  }
  await checkReferences(steps, db)
  return { before, after: { ...before, rules: after }, steps }
}

function begin({ rule, from, programmeId, reason }: RuleChange, at: number): Step {
  if (rule === null) throw new Refusal('badInput')
  const made = ruleOf(rule, { id: -1 - at, programmeId, during: { from, to: null } })
  return { replaced: null, inPlace: false, made, from, reason }
}

function replace(
  { rule, from, replaces, reason, wordsStand }: RuleChange,
  stored: ReadonlyMap<number, StoredRule>,
  at: number,
  sourced: boolean,
): Step {
  const replaced = replaces && stored.get(replaces.id)
  if (!replaced) throw new Refusal('notFound')
  if (replaced.version !== replaces.version) throw new Refusal('changedMeanwhile')
  const { rule: old } = replaced
  if (rule !== null && rule.clock !== old.clock) throw fieldRefusal('rule.clock', 'clockStays')
  const inPlace = checkSuccession(old, {
    ...{ from, reason, sourced },
    source: rule?.source ?? null,
    sourceField: 'rule.source',
  })
  if (rule === null) return { replaced, inPlace, made: null, from, reason }
  if (!wordsStand) checkWords(old, rule, 'rule')
  const made = ruleOf(rule, {
    id: inPlace ? old.id : -1 - at,
    key: replaced.key,
    programmeId: old.programmeId,
    during: { from, to: old.during.to },
  })
  return { replaced, inPlace, made, from, reason }
}

function rulesAfter(rules: readonly Rule[], { replaced, inPlace, made, from }: Step): Rule[] {
  const others = rules.filter(({ id }) => id !== replaced?.rule.id)
  const ended =
    replaced === null || inPlace
      ? []
      : [{ ...replaced.rule, during: { from: replaced.rule.during.from, to: from } }]
  return [...others, ...ended, ...(made === null ? [] : [made])]
}

function ruleOf(content: RuleContent, about: Pick<Rule, 'id' | 'key' | 'programmeId' | 'during'>): Rule {
  checkStatus(content)
  checkPattern(content)
  const { intervalUnit, intervalLength, ...rest } = content
  return {
    ...rest,
    ...about,
    fulfilledBy: [...new Set(content.fulfilledBy)],
    count: content.pattern === 'counted' ? content.count : 1,
    interval: { unit: intervalUnit, length: intervalLength },
  }
}

/**
 * @param path where the rule lies in what was sent
 * @throws Refusal at name and source, where what the rule asks for changes and they do not
 */
export function checkWords({ interval, ...old }: Rule, rule: RuleContent, path: string): void {
  const asked = {
    ...old,
    fulfilledBy: [...old.fulfilledBy],
    intervalUnit: interval.unit,
    intervalLength: interval.length,
  }
  const words = unchangedWords(asked, rule)
  if (words.length === 0) return
  throw new Refusal('badInput', {
    fields: words.map(word => ({ field: `${path}.${word}`, code: 'stillFits' })),
  })
}

/** @throws Refusal where a promise is called law, or a law has no paragraph */
function checkStatus({ clock, status, source }: RuleContent): void {
  if (status !== 'law') return
  if (clock === 'promise') throw fieldRefusal('rule.status', 'promiseIsNotLaw')
  if (!namesParagraph(source)) throw fieldRefusal('rule.source', 'paragraph')
}

const deeds: readonly string[] = ['finalAssessment', 'activity', 'orderStep']

/** @throws Refusal where the parts of a rule do not go together */
function checkPattern({ pattern, anchor, fulfilledBy }: RuleContent): void {
  if ((pattern === 'set') !== (anchor === 'orderStep')) throw fieldRefusal('rule.pattern', 'setIsForSteps')
  const repeats = pattern === 'every' || pattern === 'between'
  if (repeats && fulfilledBy.some(kind => deeds.includes(kind)))
    throw fieldRefusal('rule.fulfilledBy', 'deedOnlyOnce')
}

/** A call in between lies between the meetings of another rule of the same clock to the same people. */
function checkBetween(made: Rule | null, rules: readonly Rule[]): void {
  if (made?.pattern !== 'between') return
  const linked = rules.some(
    rule =>
      rule.pattern === 'every' &&
      rule.clock === made.clock &&
      rule.programmeId === made.programmeId &&
      rule.targetGroup === made.targetGroup &&
      rule.during.to === null,
  )
  if (!linked) throw fieldRefusal('rule.pattern', 'needsMeetings')
}

/** Rules name groups by code and programmes by key, so that what does not exist would hold for nobody. */
async function checkReferences(steps: readonly Step[], db: Scope['db']): Promise<void> {
  const made = steps.flatMap(step => step.made ?? [])
  const groups = made.flatMap(rule => rule.targetGroup ?? [])
  const programmes = made.flatMap(rule => rule.programmeId ?? [])
  for (const code of groups) {
    const found = await db
      .selectFrom('target_group')
      .select('code')
      .where('code', '=', code)
      .executeTakeFirst()
    if (found === undefined) throw fieldRefusal('rule.targetGroup', 'invalid')
  }
  for (const id of programmes) {
    const found = await db.selectFrom('programme').select('id').where('id', '=', id).executeTakeFirst()
    if (found === undefined) throw new Refusal('notFound')
  }
}
