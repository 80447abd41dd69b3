import type { api as danish } from '../da/api.ts'
import type { Translated } from '../translated.ts'

export const api = {
  title: 'The API of Medgang',
  intro:
    'Everything that Medgang can do can also be asked for here, by whoever is logged in and with the same rights. Days are written 2026-11-21, instants by ISO 8601 with an offset.',
  document: 'Get the description as OpenAPI 3.1',
  errors: 'Errors',
  errorsText: 'An answer that is not 200 carries a code from this list. The codes do not change.',
  code: 'Code',
  status: 'Status',
  meaning: 'Meaning',
  roles: 'Roles: {{roles}}',
  open: 'Needs no log-in',
  sent: 'What is sent',
  nothingSent: 'Nothing is sent.',
  answer: 'The answer',
  nothingAnswered: 'The answer is empty.',
  field: 'Field',
  type: 'Type',
  place: 'Where',
  inPath: 'in the address',
  inQuery: 'in the query',
  inBody: 'in the body',
  required: 'required',
  optional: 'optional',
} satisfies Translated<typeof danish>
