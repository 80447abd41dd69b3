import { z } from 'zod'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import { allUseCases } from './all-use-cases.ts'
import { ErrorBody, type ErrorCode, errorCodes } from './errors.ts'
import { error as texts } from './language/en/error.ts'
import type { AnyUseCase } from './use-case.ts'
import { Day, Instant } from './values.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: JsonSchema
}

interface Answer {
  description: string
  content?: Record<string, { schema: JsonSchema }>
}

export interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  /** The roles that may. */
  'x-roles'?: readonly string[]
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, Answer | { $ref: string }>
}

type Method = 'get' | 'post' | 'put' | 'delete'

export interface OpenApi {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  tags: { name: string }[]
  paths: Record<string, Partial<Record<Method, Operation>>>
  components: {
    securitySchemes: Record<string, { type: string; in: string; name: string; description: string }>
    schemas: Record<string, JsonSchema>
    responses: Record<string, Answer>
  }
}

/**
 * The OpenAPI 3.1 document of everything in the contract. `statusOf` is the door's own table of codes, so that the
 * document cannot say something else than the server does.
 */
export function openApi(version: string, statusOf: Readonly<Record<ErrorCode, number>>): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const useCase of allUseCases) {
    const path = braced(useCase.path)
    paths[path] = { ...paths[path], [useCase.method.toLowerCase()]: operation(useCase, statusOf) }
  }
  for (const { path, operation: other } of otherOperations) paths[path] = { ...paths[path], get: other }
  const used = new Set(Object.values(paths).flatMap(item => Object.values(item).flatMap(({ tags }) => tags)))
  return {
    openapi: '3.1.1',
    info: {
      title: 'Medgang',
      version,
      description:
        'Days are text as 2026-11-21, instants ISO 8601 with an offset. Log in at /api/log-in; the session is a cookie. Requests that change something are JSON, and a browser may send them from our own pages only.',
      license: { name: 'Mozilla Public License 2.0', identifier: 'MPL-2.0' },
    },
    tags: [...used].sort().map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'medgang',
          description: 'Set by the log-in; on https its name is __Host-medgang.',
        },
      },
      schemas: { Error: schemaOf(ErrorBody) },
      responses: errorResponses(statusOf),
    },
  }
}

/** Which codes an answer with an HTTP status may carry. */
function codesByStatus(statusOf: Readonly<Record<ErrorCode, number>>): Map<number, ErrorCode[]> {
  return Map.groupBy(errorCodes, code => statusOf[code])
}

function errorResponses(statusOf: Readonly<Record<ErrorCode, number>>): Record<string, Answer> {
  return Object.fromEntries(
    [...codesByStatus(statusOf)].map(([status, codes]) => [
      `Error${status}`,
      {
        description: codes.map(code => `\`${code}\`: ${texts[code]}`).join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  )
}

function operation(useCase: AnyUseCase, statusOf: Readonly<Record<ErrorCode, number>>): Operation {
  const input = schemaOf(useCase.input)
  const fields = Object.entries(input.properties ?? {}).map(
    ([name, schema]) => [name, schema as JsonSchema] as const,
  )
  const inPath = new Set([...useCase.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const isRequired = (name: string) => input.required?.includes(name) ?? false
  const reads = useCase.method === 'GET'
  const parameters = fields
    .filter(([name]) => reads || inPath.has(name))
    .map(([name, schema]): Parameter => {
      const isInPath = inPath.has(name)
      return { name, in: isInPath ? 'path' : 'query', required: isInPath || isRequired(name), schema }
    })
  const rest = fields.filter(([name]) => !inPath.has(name))
  const body: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(rest),
    required: rest.map(([name]) => name).filter(isRequired),
  }
  return {
    operationId: useCase.name,
    summary: useCase.summary,
    tags: [useCase.name.split('.')[0] ?? useCase.name],
    ...(useCase.permission === 'public'
      ? { security: [] }
      : { security: [{ session: [] }], 'x-roles': rolesThatMay[useCase.permission] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(reads ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      '200': {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(useCase.output) } },
      },
      ...Object.fromEntries(
        [...codesByStatus(statusOf).keys()]
          .filter(status => !reads || (status !== 413 && status !== 415))
          .map(status => [String(status), { $ref: `#/components/responses/Error${status}` }]),
      ),
    },
  }
}

/** What travels in either direction is the input side: days and instants as text. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === Day) jsonSchema.format = 'date'
      if (zodSchema === Instant) jsonSchema.format = 'date-time'
    },
  })
  return written
}

/** `/api/youths/:youthId` as OpenAPI writes it. */
function braced(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

function page(description: string): Record<string, Answer> {
  return { '200': { description, content: { 'text/html': { schema: { type: 'string' } } } } }
}

const notice = {
  description: 'A page that says what came in the way',
  content: { 'text/html': { schema: { type: 'string' } } },
} as const

function other(operationId: string, summary: string, responses: Record<string, Answer>): Operation {
  return { operationId, summary, tags: ['medgang'], security: [], responses }
}

/** What is asked for by browsers and watchers, and is no use case. */
const otherOperations: readonly { path: string; operation: Operation }[] = [
  { path: '/api', operation: other('api.page', 'This description as a page', page('The page')) },
  {
    path: '/api/openapi.json',
    operation: other('api.document', 'This description as OpenAPI 3.1', {
      '200': { description: 'The document', content: { 'application/json': { schema: { type: 'object' } } } },
    }),
  },
  {
    path: '/api/style.css',
    operation: other('api.style', 'The style of the pages that the server writes', {
      '200': { description: 'The style', content: { 'text/css': { schema: { type: 'string' } } } },
    }),
  },
  {
    path: '/api/log-in',
    operation: {
      ...other('logIn.begin', 'Begins a log-in: leads on to the log-in provider', {
        '303': { description: 'On to the provider' },
        '429': notice,
        '503': notice,
      }),
      parameters: [
        {
          name: 'return',
          in: 'query',
          required: false,
          schema: { type: 'string', description: 'The path of our own to return to' },
        },
      ],
    },
  },
  {
    path: '/api/log-in/callback',
    operation: other('logIn.end', 'Where the log-in provider leads back to', {
      '303': { description: 'Logged in, on to where one wanted to be' },
      '400': notice,
      '403': notice,
      '429': notice,
      '503': notice,
    }),
  },
  {
    path: '/health',
    operation: other('health', 'Whether the app and its database answer', {
      '200': {
        description: 'They do',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
      '503': {
        description: 'They do not',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    }),
  },
]
