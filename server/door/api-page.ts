import { errorCodes } from '#contract/errors.ts'
import type { Say } from '#contract/language/say.ts'
import type { JsonSchema, OpenApi, Operation } from '#contract/open-api.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'
import { statusOf } from './status.ts'

interface Field {
  name: string
  type: string
  required: boolean
}

/** The OpenAPI document as a page: every operation with its fields, and the errors. No script is needed. */
export function apiPage(document: OpenApi, say: Say): string {
  const listed = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const parts = document.tags.map(
    ({ name }) => html`<h2>${name}</h2>
${listed
  .filter(({ operation }) => operation.tags.includes(name))
  .map(({ path, method, operation }) => section(say, path, method, operation))}`,
  )
  return page({
    title: say('api.title'),
    language: say.language,
    wide: true,
    body: html`<p>${say('api.intro')}</p>
<p><a href="/api/openapi.json">${say('api.document')}</a></p>
${parts}
<h2>${say('api.errors')}</h2>
<p>${say('api.errorsText')}</p>
<table>
<thead><tr><th scope="col">${say('api.code')}</th><th scope="col">${say('api.status')}</th><th scope="col">${say('api.meaning')}</th></tr></thead>
<tbody>${errorCodes.map(
      code => html`<tr><td><code>${code}</code></td><td>${statusOf[code]}</td><td>${say(`error.${code}`)}</td></tr>
`,
    )}</tbody>
</table>`,
  })
}

function section(say: Say, path: string, method: string, operation: Operation): Html {
  const roles = operation['x-roles']
  const body = operation.requestBody?.content['application/json']?.schema
  const sent = [
    ...(operation.parameters ?? []).map(({ name, in: place, required, schema }) => ({
      field: { name, type: typeName(schema), required },
      place: say(place === 'path' ? 'api.inPath' : 'api.inQuery'),
    })),
    ...(body === undefined ? [] : fieldsOf(body)).map(field => ({ field, place: say('api.inBody') })),
  ]
  const done = operation.responses['200']
  const answer =
    done !== undefined && 'content' in done ? done.content?.['application/json']?.schema : undefined
  const answered = answer === undefined ? [] : fieldsOf(answer)
  return html`<details class="operation">
<summary><code>${method} ${path}</code> ${operation.summary}</summary>
<div>
<p class="quiet"><code>${operation.operationId}</code>. ${
    roles === undefined ? say('api.open') : say('api.roles', { roles: roles.join(', ') })
  }</p>
<h3>${say('api.sent')}</h3>
${
  sent.length === 0
    ? html`<p>${say('api.nothingSent')}</p>`
    : table(
        [say('api.field'), say('api.type'), say('api.place')],
        sent.map(({ field, place }) => [
          html`<code>${field.name}</code>`,
          html`${field.type}`,
          html`${place}, ${say(field.required ? 'api.required' : 'api.optional')}`,
        ]),
      )
}
<h3>${say('api.answer')}</h3>
${
  answered.length === 0
    ? html`<p>${say('api.nothingAnswered')}</p>`
    : table(
        [say('api.field'), say('api.type')],
        answered.map(({ name, type }) => [html`<code>${name}</code>`, html`${type}`]),
      )
}
</div>
</details>
`
}

function table(heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
  return html`<table>
<thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    cells => html`<tr>${cells.map(cell => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody>
</table>`
}

/** The fields of an object and of what lies in it, by their path: `rows[].name`. */
function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, written]) => {
    const inner = written as JsonSchema
    const path = `${prefix}${name}`
    const field = { name: path, type: typeName(inner), required: schema.required?.includes(name) ?? false }
    return [field, ...fieldsWithin(inner, path)]
  })
}

function fieldsWithin(schema: JsonSchema, path: string): Field[] {
  const fields = [
    ...fieldsOf(schema, `${path}.`),
    ...(isSchema(schema.items) ? fieldsWithin(schema.items, `${path}[]`) : []),
    ...alternatives(schema).flatMap(one => fieldsWithin(one, path)),
  ]
  // Alternatives share fields, which stand once.
  return fields.filter((field, place) => fields.findIndex(({ name }) => name === field.name) === place)
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].filter(isSchema)
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeName(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(value => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = alternatives(schema)
  if (choices.length > 0) return [...new Set(choices.map(typeName))].join(' | ')
  if (schema.type === 'array') return `${isSchema(schema.items) ? typeName(schema.items) : 'any'}[]`
  const limits = [
    ...(schema.format === undefined ? [] : [schema.format]),
    ...(schema.maxLength === undefined ? [] : [`≤ ${schema.maxLength}`]),
  ]
  return `${schema.type ?? 'any'}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`
}
