/** Parts of statements about enquiries, for those who read them and those who register somebody from one. */

/** The enquiry with this key and all that were merged into it, and into those: to be written after `in`. */
export function familyOf(key: string): string {
  return `(with recursive family (id, step) as (
      select ${key}::bigint, 0 union all
      select c.id, f.step + 1 from family f join referral c on c.merged_into = f.id where f.step < 20
    ) select id from family)`
}

/** Where an enquiry has come to, and who has it. What somebody had taken who has left waits as if nobody had. */
export function heldBy(r: string): { state: string; handlerId: string } {
  const hasLeft = `exists (select from staff s where s.id = ${r}.handler_id and s.left_on < door.today())`
  return {
    state: `case when ${r}.state = 'taken' and ${hasLeft} then 'new' else ${r}.state end`,
    handlerId: `case when not (${r}.state = 'taken' and ${hasLeft}) then ${r}.handler_id end`,
  }
}

/** Whether an event tells of a talk or of the attempt at one, and stands. `e` is an alias of the table. */
export function isTalk(e: string): string {
  return `(${e}.kind in ('attempted', 'contacted') and not door.is_taken_back(${e}))`
}

/**
 * What sort of talk an event tells of, what came of it, and with whom. Where it does not say, the young person was
 * called; who wrote as the young person and was somebody else was not (`door.spoken_with`). `e` is an alias of the table.
 */
export function talkOf(e: string): { kind: string; outcome: string; who: string } {
  return {
    kind: `coalesce(${e}.details ->> 'kind', nullif(${e}.details ->> 'with', 'sender'), 'call')`,
    outcome: `coalesce(${e}.details ->> 'outcome', case ${e}.kind when 'contacted' then 'held' else 'unanswered' end)`,
    who: `door.spoken_with(${e})`,
  }
}

/** Whether whoever wrote said that it is about themselves, and nobody has found that it is not: domain/entrance/who-wrote.ts. */
export function saysItIsTheirs(r: string): string {
  return `(${r}.sender_role = 'youth' and ${r}.sender_is_youth <> 'no')`
}

/** Who wrote, as it is told: who wrote as the young person and was not is somebody else. */
export function writerOf(r: string): string {
  return `case when ${r}.sender_role <> 'youth' or ${saysItIsTheirs(r)} then ${r}.sender_role else 'other' end`
}

/** A talk as JSON fields of these names. */
export function talkFields(e: string, names: { kind: string; outcome: string; who: string }): string {
  const { kind, outcome, who } = talkOf(e)
  return `'${names.kind}', ${kind}, '${names.outcome}', ${outcome}, '${names.who}', ${who}`
}

/**
 * Who wrote the enquiry `o` of those that were joined with `r`, as the key of the first that they wrote: a person counts
 * once, however often they write.
 */
function personOf(r: string, o: string): string {
  return `(select min(s.id) from referral s where s.id in ${familyOf(`${r}.id`)} and door.is_same_writer(s, ${o}))`
}

/** What the clocks depend on: who wrote, and on which day first, talks and attempts, and the day it was closed. */
export function historyFields(r: string): string {
  return `'firstReceivedOn', (select min(o.received_on) from referral o where o.id in ${familyOf(`${r}.id`)}),
    'writers', array(select distinct ${personOf(r, 'o')} from referral o where o.id in ${familyOf(`${r}.id`)}),
    'talks', coalesce((
      select json_agg(json_build_object('id', e.id, 'writer', ${personOf(r, 'o')}, 'day', e.day, 'at', e.at, 'staffId', e.staff_id,
        ${talkFields('e', { kind: 'kind', outcome: 'outcome', who: 'who' })})
        -- One that was written anew stands where the first one stood.
        order by e.at, coalesce((e.details ->> 'root')::bigint, e.id))
      from referral_event e join referral o on o.id = e.referral_id
      where e.referral_id in ${familyOf(`${r}.id`)} and ${isTalk('e')}), '[]'),
    'closedOn', case when ${r}.state = 'closed' then (
      select max(e.day) from referral_event e
      where e.referral_id = ${r}.id and e.kind in ('closed', 'passedOn', 'linked')) end`
}
