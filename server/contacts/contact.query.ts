import type { Statement } from '#server/database/transaction.ts'
import { showsPlaces } from './hidden-places.ts'

const place = (of: string) => `case when h.shows_places then ${of}.place else '' end`

/** A note in a sensitive area is for those who handle the case, and for whoever wrote the contact down. */
const said = (of: string) => {
  const hidden = `(${of}.subject_area in (select a.code from subject_area a where a.sensitive) and not h.reads_sensitive)`
  return `'subjectArea', case when ${hidden} then null else ${of}.subject_area end,
  'note', case when ${hidden} then '' else coalesce(${of}.body, '') end,
  'noteHidden', coalesce(${hidden}, false)`
}

const text = `
select json_build_object(
  'contactId', c.id,
  'youthId', c.youth_id,
  'givenName', y.given_name,
  'familyName', y.family_name,
  'author', (select s.given_name || ' ' || s.family_name from staff s where s.id = c.staff_id),
  'recordedAt', c.recorded_at,
  'imported', c.source = 'import',
  'mayCorrect', c.staff_id = door.staff_id() or door.sees_all() or exists (
    select from assignment a where a.youth_id = c.youth_id and a.staff_id = door.staff_id()
      and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> door.today()),
  'today', door.today(),
  'timeZone', $2::text,
  'version', c.version,
  'kind', c.kind,
  'outcome', c.outcome,
  'place', ${place('c')},
  'placeHidden', not h.shows_places,
  'startsAt', c.starts_at,
  'minutes', c.minutes,
  'isTeam', c.is_team,
  'teamPromised', exists (
    select from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = c.youth_id and r.entrance_stage = 'team'),
  ${said('n')},
  'subjectAreas', coalesce((
    select json_agg(json_build_object(
      'code', s.code, 'name', s.name, 'legalBasis', s.legal_basis, 'sensitive', s.sensitive) order by s.position)
    from subject_area s), '[]'),
  'earlier', coalesce((
    select json_agg(json_build_object(
      'version', v.version, 'kind', v.kind, 'outcome', v.outcome, 'place', ${place('v')},
      'startsAt', v.starts_at, 'minutes', v.minutes, 'isTeam', v.is_team, ${said('v')},
      'replacedAt', v.replaced_at, 'reason', v.reason,
      'replacedBy', (select s.given_name || ' ' || s.family_name from staff s where s.id = v.replaced_by))
      order by v.version desc)
    from contact_version v where v.contact_id = c.id), '[]')
)::text as body,
door.note_read('contact.read', array[c.youth_id])
from contact c
join youth y on y.id = c.youth_id
cross join lateral (select ${showsPlaces} as shows_places,
  c.staff_id is not distinct from door.staff_id() or door.reads_sensitive(y.id) as reads_sensitive) h
left join note n on n.contact_id = c.id
where c.id = $1`

/** A contact with its note and everything it said before it was corrected. */
export function contactQuery(contactId: number, timeZone: string): Statement {
  return { name: 'contact.read', text, values: [contactId, timeZone] }
}
