import type { terminal as danish } from '../da/terminal.ts'
import type { Translated } from '../translated.ts'

export const terminal = {
  running: 'Medgang is running at {{address}}',
  demoPeople: 'Log in as one of the invented members of staff:',
  trialPeople: 'Trial installation: there are no passwords. Use invented young people. Log in as:',
  trialCode: 'The browser asks for this code the first time you log in: {{code}}',
  howToStop: 'Stop with Ctrl-C.',
  logFile: 'The log is in {{path}}',
  stopping: 'Stopping ...',
  stopped: 'Medgang has stopped. Everything is saved.',

  alreadyRunning:
    'Medgang already runs on this data folder (process {{pid}}). Stop it first, or choose another folder with MEDGANG_HOME.',
  cannotWrite: 'The answer cannot be written. Is there room where it is to go?',
  diskFull:
    'The disk is full: there is no room for the database in {{path}}. Make room and start again. What was saved is not lost.',
  newerData:
    'The data in {{path}} was made with a newer PostgreSQL ({{found}}) than the one that comes with this ({{ours}}). Use a newer Medgang. The data was not touched.',
  olderData:
    'The data in {{path}} was made with an older PostgreSQL ({{found}}) than the one that comes with this ({{ours}}). Take a copy with the old one (pg_dump) and read it into the new. The data was not touched.',
  noBinaries:
    'The embedded PostgreSQL cannot run on this machine ({{platform}}). Point to another PostgreSQL with DATABASE_URL.',
  noAccount:
    'PostgreSQL must not run as root, and there is no other account here. Make one, for instance with: useradd --system medgang',
  noPermission:
    'There is no access to {{path}}. Start as the user who owns the folder, or choose another with MEDGANG_HOME.',
  passwordMissing:
    'The password of the database is missing: {{path}} cannot be read. Put the file back from a backup.',
  notStopping: 'An earlier database still runs (process {{pid}}) and does not stop. End it and start again.',
  strayProcesses: 'An earlier database has not let go of {{path}} yet. Wait a little and start again.',
  keepsFailing:
    'The database has stopped several times in a row, so Medgang stops too. See the log. The data is in {{path}}.',
  failed: 'The database could not start: {{detail}}',

  portTaken:
    'Port {{port}} is taken by another program. Choose another, for instance: PORT={{other}} script/start',
  portForbidden: 'Port {{port}} is for the system only. Choose another, for instance: PORT=8080 script/start',
  portInvalid: 'PORT must be a number from 0 to 65535, but is "{{port}}".',
  databaseUnreachable:
    'The database in DATABASE_URL does not answer at {{host}}. Is it running, and is the address right?',
  databaseRefuses: 'The database in DATABASE_URL refuses the user name or the password.',
  databaseMissing: 'The database "{{name}}" in DATABASE_URL does not exist. Create it first.',
  databaseTooOld: 'The database in DATABASE_URL is PostgreSQL {{found}}. Medgang needs at least {{needed}}.',
  databaseUrlInvalid:
    'DATABASE_URL is not an address. It must look like postgresql://user:password@host:5432/medgang',
  cannotStart: 'Medgang cannot start: {{detail}}',
  unexpected: 'Something went wrong: {{detail}}',
} satisfies Translated<typeof danish>
