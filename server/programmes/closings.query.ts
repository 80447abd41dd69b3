import type { Statement } from '#server/database/transaction.ts'

const text = `
select json_build_object('closings', coalesce(json_agg(json_build_object(
  'id', c.id,
  'version', c.version,
  'kind', c.kind,
  'name', c.name,
  'during', json_build_object('from', lower(c.during), 'lastDay', upper(c.during) - 1),
  'source', c.source,
  'status', c.status) order by lower(c.during), c.id), '[]'))::text as body
from closing c where c.withdrawn_at is null`

export function closingsQuery(): Statement {
  return { name: 'closings.read', text, values: [] }
}
