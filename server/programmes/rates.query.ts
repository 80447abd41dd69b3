import type { Statement } from '#server/database/transaction.ts'

const text = `
select json_build_object('kinds', coalesce(json_agg(json_build_object(
  'key', k.key,
  'name', k.name,
  'forWhom', k.for_whom,
  'unit', k.unit,
  'during', json_build_object('from', lower(k.during), 'lastDay', upper(k.during) - 1),
  'source', k.source,
  'status', k.status,
  'rates', (select coalesce(json_agg(json_build_object(
    'id', r.id,
    'version', r.version,
    'during', json_build_object('from', lower(r.during), 'lastDay', upper(r.during) - 1),
    'amount', r.amount,
    'source', r.source,
    'status', r.status) order by lower(r.during)), '[]') from rate r where r.kind = k.key))
  order by k.position), '[]'))::text as body
from rate_kind k`

export function ratesQuery(): Statement {
  return { name: 'rates.read', text, values: [] }
}
