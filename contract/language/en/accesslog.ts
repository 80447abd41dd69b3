import type { accesslog as danish } from '../da/accesslog.ts'
import type { Translated } from '../translated.ts'

export const accesslog = {
  lead: 'Every look at {{name}} is noted, this one too.',
  nobody: 'Nobody has looked at {{name}} yet',
  nobodyText: 'When somebody opens {{name}}, it is written here, and it cannot be deleted.',
  times: '{{what}} ({{count}} times)',
  between: '{{from}}–{{to}}',
  older: 'Show older',
  loadingOlder: 'Loading older',
  list: 'Looks on {{day}}',
  other: 'Other look: {{name}}',
  did_youth_read: 'Opened the page',
  did_youth_timeline: 'Read the story',
  did_youth_list: 'Saw the name in the list of young people',
  did_youth_search: 'Found in a search',
  did_youth_export: 'Downloaded in a spreadsheet',
  did_youth_address: 'Saw the protected address',
  did_youth_cpr: 'Saw the CPR number',
  did_youth_record: 'Opened the details to edit them',
  did_day_read: 'Saw on My day',
  did_unit_read: 'Saw on the leader’s page',
  did_accesslog_read: 'Saw who has looked',
  did_contact_read: 'Read a contact',
  did_contact_form: 'Made ready to register or book',
  did_contact_proposeNext: 'Had the next contact proposed',
  did_imports_rows: 'Saw in an import',
} satisfies Translated<typeof danish>
