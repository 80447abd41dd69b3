import type { door as danish } from '../da/door.ts'
import type { Translated } from '../translated.ts'

export const door = {
  tryAgain: 'Try to log in again',
  toStart: 'Go to the start page',
  expiredTitle: 'The log-in was interrupted',
  expiredText: 'It took too long, or the page was opened twice. Start again and all will be well.',
  cancelledTitle: 'You were not logged in',
  cancelledText: 'The log-in was interrupted, or the log-in service did not let you through.',
  failedTitle: 'The log-in did not succeed',
  failedText:
    'We did not recognise the answer of the log-in service. Try again. If it goes on, ask your IT support.',
  unknownTitle: 'You are not in Medgang yet',
  unknownText:
    'Your work account is fine, but Medgang does not know you. Ask your leader or your administrator to add you with the same e-mail address.',
  noRoleTitle: 'You have no role in Medgang at the moment',
  noRoleText: 'Medgang knows you, but you have no role today. Ask your leader or your administrator for one.',
  providerTitle: 'The log-in service does not answer',
  providerText: 'Medgang cannot reach the service that you log in with. Try again in a moment.',
  notSetUpTitle: 'Log-in is not set up',
  notSetUpText:
    'Whoever runs Medgang must name your log-in service (OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET). README.md says how.',
  addressTitle: 'Medgang does not know its own address',
  addressText:
    'Whoever runs Medgang must set PUBLIC_URL before one can log in from other machines than the one that Medgang runs on.',
  tooManyTitle: 'Wait a moment',
  tooManyText: 'There were too many attempts in a short time. Wait a minute and try again.',
  requestId: 'Mention {{id}} if you ask for help.',
  demoTitle: 'Who do you want to be?',
  demoText:
    '{{municipality}} is a demo, and everybody in it is invented. Choose a person to log in. There is no password.',
  trialText:
    'This is a trial installation without passwords. Choose a person, and use invented young people only.',
  trialCodeTitle: 'Type the code from the terminal',
  trialCodeText:
    'This is a trial installation without passwords. The code shows that it was you who started it: it stands in the window in which Medgang was started. You type it once in this browser.',
  trialCodeLabel: 'Code',
  trialCodeWrong:
    'That is not the code. Medgang makes a new one at each start: use the lowest one in the window.',
  trialCodeGoOn: 'Go on',
  demoNobody: 'Nobody on the staff has a role today.',
  demoYouths_one: '{{count}} young person',
  demoYouths_other: '{{count}} young people',
} satisfies Translated<typeof danish>
