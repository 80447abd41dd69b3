import type { z } from 'zod'
import type { Permission } from '#domain/sharing/permissions.ts'

/**
 * One thing that can be asked of Medgang: where, by whom, under which name it is logged, with what and for
 * what. Routes, the web's client and OpenAPI are all derived from these values.
 */
export interface UseCase<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** Name in OpenAPI and in the logs, as `contact.register`. Unique. */
  name: string
  /** One sentence for the API's page. */
  summary: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/youths/:youthId/contacts`; named parts are fields of the input. */
  path: string
  permission: Permission
  /** Path parts, query (GET) or body (otherwise) together. */
  input: Input
  output: Output
}

/** Gives a use case its exact type. */
export function defineUseCase<Input extends z.ZodType, Output extends z.ZodType>(
  definition: UseCase<Input, Output>,
): UseCase<Input, Output> {
  return definition
}

export type InputOf<U extends UseCase> = z.input<U['input']>
export type ParsedInputOf<U extends UseCase> = z.output<U['input']>
/** What travels: days and instants as text. */
export type AnswerOf<U extends UseCase> = z.input<U['output']>
/** What the web works with: days and instants as Temporal values. */
export type OutputOf<U extends UseCase> = z.output<U['output']>
