import { hkdfSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { ImportRow } from '#contract/imports.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import type { TemplateName } from '#domain/setup/templates/templates.ts'
import type { Role } from '#domain/sharing/permissions.ts'
import { accesslogRoutes } from './accesslog/routes.ts'
import { ageJobs, ageRoutes } from './ages/routes.ts'
import { assessmentRoutes } from './assessments/routes.ts'
import { proposalJobs } from './caseloads/proposal-routes.ts'
import { caseloadJobs, caseloadRoutes } from './caseloads/routes.ts'
import { queueWaiting } from './caseloads/run-proposal.ts'
import { contactRoutes } from './contacts/routes.ts'
import { MigrationError, migrate } from './database/migrate.ts'
import { createPool } from './database/pool.ts'
import { inTransaction } from './database/transaction.ts'
import { dayRoutes } from './day/routes.ts'
import { demoPeople } from './demo/demo-people.ts'
import { loadDemo } from './demo/load-demo.ts'
import { apiRoutes } from './door/api-routes.ts'
import { describeError } from './door/describe-error.ts'
import { healthRoute } from './door/health.ts'
import { logInWith } from './door/log-in-provider.ts'
import { openDoor } from './door/open-door.ts'
import type { House } from './door/route.ts'
import { dutyRoutes } from './duty/routes.ts'
import { entranceRoutes } from './entrance/routes.ts'
import { type FileImport, importFile } from './imports/import-file.ts'
import { importJobs, importRoutes } from './imports/routes.ts'
import { resumeImports } from './imports/run-import.ts'
import { startJobs } from './jobs/runner.ts'
import { type Environment, EnvironmentError, readEnvironment } from './ports/environment.ts'
import { loadDemoKey, loadSecrets, type Secrets, SecretsError } from './ports/secrets.ts'
import { programmesRoutes } from './programmes/routes.ts'
import { CprVaultError, createCprVault } from './records/cpr-vault.ts'
import { proveKeys } from './records/prove-keys.ts'
import { registerRoutes } from './register/routes.ts'
import { ensureFirstAdministrator } from './sessions/first-administrator.ts'
import { sessionsRoutes } from './sessions/routes.ts'
import { beginTrial, endTrial, trialPeople } from './sessions/trial.ts'
import { applyTemplate } from './setup/apply-template.ts'
import {
  exportSetupFile,
  importSetupFile,
  type SetupImport,
  type SetupReport,
} from './setup/from-terminal.ts'
import { setupRoutes } from './setup/routes.ts'
import { allocateAside } from './solving/allocate-aside.ts'
import { staffRoutes } from './staff/routes.ts'
import { triageJobs, triageRoutes } from './triage/routes.ts'
import { youthRoutes } from './youths/routes.ts'

export { SetupFileError } from './setup/from-terminal.ts'

export interface MedgangOptions {
  databaseUrl: string
  port: number
  host: string
  /** Where secrets and files are kept. */
  home: string
  log: Logger
  /** Load the invented municipality when the database is new; without it a new database may become a trial. */
  demo: boolean
  now?: () => Temporal.Instant
  /** Settings from outside; those of the process unless told. */
  env?: Readonly<Record<string, string | undefined>>
}

export interface Medgang {
  address: string
  /** Only tried out: see sessions/trial.ts. */
  isTrial: boolean
  /** Whom one can log in as in the demo and in a trial, one for each role; nobody elsewhere. */
  demoPeople: readonly { name: string; role: string }[]
  /** What a trial's log-in asks for in each new browser; null elsewhere. */
  trialCode: string | null
  close(): Promise<void>
}

/**
 * What whoever runs Medgang must mend before it can start, in English: settings, keys or a database of the wrong
 * kind. Undefined for errors whose words may hold what people wrote.
 */
export function operatorMessage(error: unknown): string | undefined {
  const isOperators =
    error instanceof EnvironmentError ||
    error instanceof SecretsError ||
    error instanceof CprVaultError ||
    error instanceof MigrationError
  return isOperators ? error.message : undefined
}

/** What the routes are opened with, beside the house. */
export interface RouteSetup extends Environment {
  secrets: Secrets
  home: string
  /** Seals case lists while they lie. */
  importKey: Buffer
}

/** Every route: one line a slice. Gives the code that a trial's log-in asks for. */
export function openRoutes(house: House, setup: RouteSetup): { trialCode: string } {
  const { secrets, home, importKey } = setup
  healthRoute(house)
  apiRoutes(house)
  const { text: trialCode } = logInWith(house, {
    ...setup,
    cookieKey: secrets.cookieKey,
    demoKey: () => loadDemoKey(home),
  })
  sessionsRoutes(house, secrets)
  importRoutes(house, importKey)
  accesslogRoutes(house)
  assessmentRoutes(house)
  ageRoutes(house)
  caseloadRoutes(house)
  contactRoutes(house)
  dayRoutes(house)
  dutyRoutes(house)
  const secret = Buffer.from(hkdfSync('sha256', secrets.draftKey, '', 'receipts of enquiries', 32))
  entranceRoutes(house, { ...setup.entrance, secret })
  programmesRoutes(house)
  registerRoutes(house)
  setupRoutes(house)
  staffRoutes(house)
  triageRoutes(house)
  youthRoutes(house)
  return { trialCode }
}

/** The demo is the same people for everybody; only the day moves. */
const demoSeed = 2018

/** What a new database begins with. `settings` is an installation to be used, which somebody else lets people in to. */
type Beginning = 'demo' | 'trial' | 'settings'

/** What there is; `people` can be chosen among at log-in, and are nobody where a provider lets people in. */
interface Furnished {
  kind: Beginning
  people: Medgang['demoPeople']
}

/**
 * Whoever has named a provider, an address, a proxy or an administrator prepares for real people. All others try it
 * out on their own machine, where nobody else can log in.
 */
function beginningOf(
  demo: boolean,
  { oidc, publicUrl, trustProxy, firstAdministrator }: Environment,
): Beginning {
  if (demo) return 'demo'
  const prepared = oidc !== null || publicUrl !== null || trustProxy !== false || firstAdministrator !== null
  return prepared ? 'settings' : 'trial'
}

/** What somebody has said that a new database begins with. */
interface StartingPoint {
  template: TemplateName
  /** The municipality's name; that of the environment where it is not said. */
  name: string | undefined
}

/**
 * Fills a new database: with the invented municipality, or with the settings of a template and, in a trial, two to
 * begin as, otherwise one administrator. A trial that is given a provider is one no longer. Where nobody has said which
 * template, it begins with that of Horsens, and whoever sets up is asked.
 */
async function furnish(
  house: Pick<House, 'pool' | 'now' | 'timeZone' | 'cpr'>,
  beginning: Beginning,
  environment: Environment,
  said?: StartingPoint,
): Promise<Furnished> {
  const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
  const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'start' } as const
  return inTransaction(house.pool, entry, async db => {
    // Of two starts at once, one furnishes and the other finds it done.
    await sql`lock table municipality in share row exclusive mode`.execute(db)
    const known = await db.selectFrom('municipality').select('id').executeTakeFirst()
    if (known !== undefined && said !== undefined) throw new AlreadySetUpError()
    const setting = await db.selectFrom('subject_area').select('code').executeTakeFirst()
    if (known === undefined && setting === undefined) {
      const isTrial = beginning === 'trial'
      if (beginning === 'demo') await loadDemo(db, { seed: demoSeed, today, cpr: house.cpr })
      else
        await applyTemplate(db, {
          template: said?.template ?? 'horsens',
          name: said?.name ?? environment.municipalityName,
          isDemo: false,
          isTrial,
          isChosen: said !== undefined,
          today,
        })
      if (isTrial) await beginTrial(db, today)
    }
    await proveKeys(db, house.cpr)
    if (environment.oidc !== null) await endTrial(db)
    if (environment.firstAdministrator !== null)
      await ensureFirstAdministrator(db, environment.firstAdministrator, today)
    const municipality = await db
      .selectFrom('municipality')
      .select(['is_demo', 'is_trial'])
      .executeTakeFirst()
    if (municipality?.is_demo)
      return { kind: 'demo', people: environment.oidc === null ? named(demoPeople()) : [] }
    const isOpen = environment.publicUrl === null && environment.trustProxy === false
    if (municipality?.is_trial) return { kind: 'trial', people: isOpen ? named(trialPeople) : [] }
    return { kind: 'settings', people: [] }
  })
}

function named(people: readonly { name: string; role: Role }[]): Medgang['demoPeople'] {
  const say = sayIn('da')
  return people.map(({ name, role }) => ({ name, role: say(`role.${role}`) }))
}

/**
 * Brings the database up to date, wires every slice to the door and listens. Settings that whoever runs Medgang
 * makes from outside are in ports/environment.ts.
 */
export async function startMedgang(options: MedgangOptions): Promise<Medgang> {
  const { log, home, databaseUrl, env = process.env } = options
  const environment = await readEnvironment(env)
  const secrets = await loadSecrets(home, env)
  await migrate(databaseUrl)
  const pool = createPool({
    url: databaseUrl,
    role: 'medgang_app',
    max: 10,
    onError: error => log.error({ error: describeError(error) }, 'a database connection was lost'),
  })
  const house = await openDoor({
    ...environment,
    pool,
    log,
    now: options.now ?? (() => Temporal.Now.instant()),
    cpr: createCprVault(secrets.cpr),
    issuerOrigin: environment.oidc?.issuer.origin ?? null,
    webFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
  })
  const ends: (() => Promise<void>)[] = [() => pool.end(), () => house.app.close()]
  const close = async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
  }
  try {
    const { kind, people } = await furnish(house, beginningOf(options.demo, environment), environment)
    const importKey = Buffer.from(hkdfSync('sha256', secrets.draftKey, '', 'case lists on their way in', 32))
    const { trialCode } = openRoutes(house, { ...environment, secrets, home, importKey })
    const jobs = await startJobs(house, databaseUrl, {
      ...importJobs(importKey),
      ...ageJobs,
      ...triageJobs,
      ...caseloadJobs,
      ...proposalJobs(allocateAside),
    })
    // At once, and neither behind the other: whoever closes the house waits only so long, and a job gives back what it
    // cannot finish. What a request asks for meanwhile waits in the queue.
    ends[1] = async () => {
      await Promise.all([house.app.close(), jobs.stop()])
    }
    await resumeImports(house)
    await queueWaiting(house)
    const address = await house.app.listen({ port: options.port, host: options.host })
    const isTrial = kind === 'trial'
    const code = isTrial && people.length > 0 ? trialCode : null
    return { address, isTrial, demoPeople: people, trialCode: code, close }
  } catch (error) {
    // A taken port, say: nothing of ours may keep the process or the database busy.
    await close()
    throw error
  }
}

type FromTerminal = Pick<MedgangOptions, 'databaseUrl' | 'home' | 'log' | 'now' | 'env'>

/** The database brought up to date, for a command that does not serve it. */
async function withDatabase<Result>(
  { log, home, databaseUrl, env = process.env, now = () => Temporal.Now.instant() }: FromTerminal,
  work: (
    house: Pick<House, 'pool' | 'now' | 'timeZone' | 'cpr'> & { today: Temporal.PlainDate },
    environment: Environment,
  ) => Promise<Result>,
): Promise<Result> {
  const environment = await readEnvironment(env)
  const secrets = await loadSecrets(home, env)
  await migrate(databaseUrl)
  const pool = createPool({
    url: databaseUrl,
    role: 'medgang_app',
    max: 2,
    onError: error => log.error({ error: describeError(error) }, 'a database connection was lost'),
  })
  const today = now().toZonedDateTimeISO(timeZone).toPlainDate()
  try {
    return await work({ pool, now, timeZone, cpr: createCprVault(secrets.cpr), today }, environment)
  } finally {
    await pool.end()
  }
}

/** A database that is set up already is never begun anew. */
export class AlreadySetUpError extends Error {}

/**
 * Begins an installation with a template of its own choice.
 *
 * @throws AlreadySetUpError where there is a municipality, whoever made it
 */
export async function initMedgang(options: FromTerminal & StartingPoint): Promise<{ isTrial: boolean }> {
  return withDatabase(options, async (house, environment) => {
    const { kind } = await furnish(house, beginningOf(false, environment), environment, options)
    return { isTrial: kind === 'trial' }
  })
}

/** The text of a set-up file: everything that is configured, and no persons. */
export async function exportSetup(options: FromTerminal): Promise<string> {
  return withDatabase(options, async (house, environment) => {
    await furnish(house, beginningOf(false, environment), environment)
    return exportSetupFile(house.pool, house.today)
  })
}

/**
 * Brings a set-up file in: as the whole set-up as long as nobody is registered and nobody has chosen another, otherwise
 * its new and changed rows, from today on.
 *
 * @throws SetupFileError where the file cannot be used, or where rows are in conflict: nothing is then changed
 */
export async function importSetup(options: FromTerminal & SetupImport): Promise<SetupReport> {
  return withDatabase(options, async (house, environment) => {
    await furnish(house, beginningOf(false, environment), environment)
    return importSetupFile(house.pool, house.today, options)
  })
}

/**
 * Brings a case list into the database without serving it, and tells what became of each row.
 *
 * @throws FileFaultError where the file cannot be read
 */
export async function importCaseList(
  options: Pick<MedgangOptions, 'databaseUrl' | 'home' | 'log' | 'now' | 'env'> & FileImport,
): Promise<ImportRow[]> {
  return withDatabase(options, async (house, environment) => {
    // A list may be the first thing that a database sees: its words are read by the settings of a template.
    await furnish(house, 'settings', environment)
    return importFile(house.pool, house, options)
  })
}
