import type { error as danish } from '../da/error.ts'
import type { Translated } from '../translated.ts'

export const error = {
  badInput: 'Some of what is written needs to be put right.',
  notLoggedIn: 'You have been logged out. Log in again to go on.',
  notPermitted: 'You do not have access to that. Ask your leader if you lack access to your work.',
  notFound: 'It does not exist, or you do not have access to it.',
  changedMeanwhile:
    'Somebody else changed the same meanwhile. See the change and save again. Your text is kept.',
  conflict: 'It does not fit what is already registered.',
  tooLarge: 'It is too large.',
  tooMany: 'There were too many attempts in a short time. Wait a minute and try again.',
  unsupported: 'That type of file cannot be read.',
  refused: 'That cannot be done.',
  unavailable: 'Medgang is not answering right now. Try again in a moment.',
  unexpected: 'Something went wrong on our side. Try again in a moment.',
  offline: 'There is no connection. Try again when you are online.',
  requestId: 'Mention {{id}} if you ask for help.',
} satisfies Translated<typeof danish>
