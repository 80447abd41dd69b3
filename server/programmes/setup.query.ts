import type { Statement } from '#server/database/transaction.ts'

const shown = (during: string) =>
  `json_build_object('from', lower(${during}), 'lastDay', upper(${during}) - 1)`

const standing = (row: string) =>
  `'during', ${shown(`${row}.during`)}, 'source', ${row}.source, 'status', ${row}.status`

// How many are in a programme is no secret to those who set it up, who see none of them.
const text = `
select json_build_object(
  'programmes', (select coalesce(json_agg(json_build_object(
    'id', p.id,
    'version', p.version,
    'name', p.name,
    'description', p.description,
    'ageFrom', p.entry_age_from,
    'ageTo', p.entry_age_to,
    'targetGroups', p.entry_target_groups,
    'benefitWeeks', p.entry_benefit_weeks,
    'during', ${shown('p.during')},
    'status', p.status,
    'source', p.source,
    'members', door.members_of(p.id, door.today()))
    order by lower(p.during), p.id), '[]') from programme p),
  'rules', (select coalesce(json_agg(json_build_object(
    'id', r.id,
    'version', r.version,
    'key', r.key,
    'programmeId', r.programme_id,
    'targetGroup', r.target_group,
    'targetGroupName', coalesce((select g.name from target_group g
      where g.code = r.target_group order by upper_inf(g.during) desc, lower(g.during) desc limit 1), r.target_group),
    'name', r.name,
    'clock', r.clock,
    'status', r.status,
    'source', r.source,
    'anchor', r.anchor,
    'pattern', r.pattern,
    'fulfilledBy', r.fulfilled_by,
    'intervalUnit', r.interval_unit,
    'intervalLength', r.interval_length,
    'count', r.count,
    'windowWorkingDays', r.window_working_days,
    'nonWorkingDays', r.non_working_days,
    'stopsInPause', r.stops_in_pause,
    'stopsInClosing', r.stops_in_closing,
    'returnWorkingDays', r.return_working_days,
    'retryWorkingDays', r.retry_working_days,
    'escalateAfter', r.escalate_after,
    'during', ${shown('r.during')})
    order by upper_inf(r.during) or upper(r.during) > door.today() desc, r.id), '[]')
    -- What the entrance promises is changed there.
    from rule r where r.entrance_stage is null),
  'targetGroups', (select coalesce(json_agg(json_build_object(
    'code', g.code,
    'version', g.version,
    'name', g.name,
    'definition', g.definition,
    'decidedAt', g.decided_at,
    'during', ${shown('g.during')},
    'source', g.source,
    'status', g.status,
    'youths', case when g.during @> door.today() then door.assessed_in(g.code, door.today()) end)
    order by g.position, lower(g.during)), '[]') from target_group g),
  'others', json_build_object(
    'entrancePromises', (select coalesce(json_agg(json_build_object('id', e.id, 'stage', e.stage,
      'unit', e.interval_unit, 'length', e.interval_length, ${standing('e')})
      order by array_position('{contact,meeting,team}', e.stage), lower(e.during)), '[]') from entrance_promise e),
    'retention', (select coalesce(json_agg(json_build_object('kind', 'retention', 'key', 'retention', 'version', t.version,
      'months', t.months, ${standing('t')})
      order by lower(t.during)), '[]') from enquiry_retention t),
    'dutyRules', (select coalesce(json_agg(json_build_object('kind', 'duty', 'key', d.activity_kind,
      'version', d.version, 'activityKind', d.activity_kind, 'weeklyMinutes', d.weekly_minutes,
      'countsInPart', d.counts_in_part, ${standing('d')}) order by d.id), '[]') from duty_rule d),
    'ageChanges', (select coalesce(json_agg(json_build_object('kind', 'age', 'key', a.key, 'version', a.version,
      'age', a.age, 'does', a.kind, 'name', a.name, 'text', a.text,
      'tasks', (select coalesce(json_agg(json_build_object('item', t.item, 'text', t.text, 'daysBefore', t.days_before,
        'onlyWith', t.only_with) order by t.position, t.item), '[]') from age_task t where t.age_change_id = a.id),
      ${standing('a')}) order by a.age, a.position, a.id), '[]') from age_change a),
    'orderRules', (select coalesce(json_agg(json_build_object('kind', 'order', 'key', 'order', 'version', o.version,
      'ageFrom', o.age_from, 'ageTo', o.age_to, 'targetGroups', o.target_groups,
      'groupNames', array(select coalesce((select g.name from target_group g
        where g.code = c.code order by upper_inf(g.during) desc, lower(g.during) desc limit 1), c.code)
        from unnest(o.target_groups) with ordinality c (code, place) order by c.place), ${standing('o')})
      order by lower(o.during)), '[]') from education_order_rule o))
)::text as body`

export function setupQuery(): Statement {
  return { name: 'setup.read', text, values: [] }
}
