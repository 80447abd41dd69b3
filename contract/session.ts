import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day } from './values.ts'

/** Who is logged in, and what the web must know before its first page. */
export const Session = z.object({
  staff: z.object({
    id: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    profession: z.string(),
  }),
  roles: z.array(z.string()),
  /** Names of `domain/sharing/permissions.ts`; what the web shows, never what the server trusts. */
  permissions: z.array(z.string()),
  municipality: z.object({
    name: z.string(),
    isDemo: z.boolean(),
    isTrial: z.boolean(),
    /** False until somebody has said which starting point to take. */
    isSetupChosen: z.boolean(),
    /** What caseworkers are called here, where it is not Medgang's word. */
    caseworkerWord: z.string().nullable(),
  }),
  today: Day,
  /** 32 bytes in base64, the same at every log-in: seals drafts in the browser until they are sent. */
  draftKey: z.string(),
})
export type Session = z.output<typeof Session>

export const readSession = defineUseCase({
  name: 'session.read',
  summary: 'Who is logged in, with which roles',
  method: 'GET',
  path: '/api/session',
  permission: 'session.read',
  input: z.object({}),
  output: Session,
})

export const logOut = defineUseCase({
  name: 'session.end',
  summary: 'Log out, also where the session has ended already',
  method: 'POST',
  path: '/api/log-out',
  permission: 'session.read',
  input: z.object({}),
  output: z.object({
    /** Where the log-in provider ends its own session: go there. Null when there is nothing more to do. */
    goTo: z.string().nullable(),
  }),
})
