import type { z } from 'zod'
import type { Permission } from '#domain/sharing/permissions.ts'

/** The word in the place of a permission where nobody needs to be logged in. */
type Public = 'public'

/**
 * One thing that can be asked of Medgang: where, by whom, under which name it is logged, with what and for
 * what. Routes, the web's client and OpenAPI are all derived from these values.
 */
export interface UseCase<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Asked extends Permission | Public = Permission,
> {
  /** Name in OpenAPI and in the logs, as `contact.register`. Unique. */
  name: string
  /** One sentence for the API's page. */
  summary: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/youths/:youthId/contacts`; named parts are fields of the input. */
  path: string
  /** `public` is for whoever comes by: such a use case has no session, and is served by `publicRoute` alone. */
  permission: Asked
  /** Path parts, query (GET) or body (otherwise) together. */
  input: Input
  output: Output
}

/** A use case that needs no log-in. */
export type PublicUseCase = UseCase<z.ZodType, z.ZodType, Public>

/** Any use case, with or without log-in. */
export type AnyUseCase = UseCase<z.ZodType, z.ZodType, Permission | Public>

/** Gives a use case its exact type. */
export function defineUseCase<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Asked extends Permission | Public,
>(definition: UseCase<Input, Output, Asked>): UseCase<Input, Output, Asked> {
  return definition
}

export type InputOf<U extends AnyUseCase> = z.input<U['input']>
export type ParsedInputOf<U extends AnyUseCase> = z.output<U['input']>
/** What travels: days and instants as text. */
export type AnswerOf<U extends AnyUseCase> = z.input<U['output']>
/** What the web works with: days and instants as Temporal values. */
export type OutputOf<U extends AnyUseCase> = z.output<U['output']>
