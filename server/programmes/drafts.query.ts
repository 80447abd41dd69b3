import type { Statement } from '#server/database/transaction.ts'

const text = `
select json_build_object('drafts', coalesce(json_agg(json_build_object(
  'id', d.id,
  'version', d.version,
  'title', d.title,
  'source', d.source,
  'status', d.status,
  'fromDay', d.from_day,
  'changes', d.changes,
  'state', d.state) order by d.state <> 'draft', d.from_day, d.id), '[]'))::text as body
from rule_draft d where d.state <> 'discarded'`

export function draftsQuery(): Statement {
  return { name: 'drafts.read', text, values: [] }
}
