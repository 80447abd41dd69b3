/** What `script/start` and `script/medgang` say in the terminal. */
export const terminal = {
  running: 'Medgang kører på {{address}}',
  demoPeople: 'Log ind som en af de opdigtede medarbejdere:',
  trialPeople: 'Prøveinstallation: der er ingen adgangskoder. Brug opdigtede unge. Log ind som:',
  trialCode: 'Browseren spørger efter denne kode, første gang du logger ind: {{code}}',
  howToStop: 'Stop med Ctrl-C.',
  logFile: 'Loggen ligger i {{path}}',
  stopping: 'Stopper ...',
  stopped: 'Medgang er stoppet. Alt er gemt.',

  alreadyRunning:
    'Medgang kører allerede på denne datamappe (proces {{pid}}). Stop den først, eller vælg en anden mappe med MEDGANG_HOME.',
  cannotWrite: 'Svaret kan ikke skrives. Er der plads der, hvor det skal hen?',
  diskFull:
    'Disken er fuld: der er ikke plads til databasen i {{path}}. Gør plads, og start igen. Det, der er gemt, er ikke tabt.',
  newerData:
    'Data i {{path}} er lavet med en nyere PostgreSQL ({{found}}) end den, der følger med her ({{ours}}). Brug en nyere udgave af Medgang. Data er ikke rørt.',
  olderData:
    'Data i {{path}} er lavet med en ældre PostgreSQL ({{found}}) end den, der følger med her ({{ours}}). Tag en kopi med den gamle udgave (pg_dump), og læs den ind i den nye. Data er ikke rørt.',
  noBinaries:
    'Den indbyggede PostgreSQL kan ikke køre på denne maskine ({{platform}}). Peg på en anden PostgreSQL med DATABASE_URL.',
  noAccount:
    'PostgreSQL må ikke køre som root, og her er ingen anden konto. Opret en, for eksempel med: useradd --system medgang',
  noPermission:
    'Der er ikke adgang til {{path}}. Start som den bruger, der ejer mappen, eller vælg en anden med MEDGANG_HOME.',
  passwordMissing:
    'Kodeordet til databasen mangler: {{path}} kan ikke læses. Læg filen tilbage fra en sikkerhedskopi.',
  notStopping:
    'En tidligere database kører stadig (proces {{pid}}) og vil ikke stoppe. Afslut den, og start igen.',
  strayProcesses:
    'En tidligere database er ikke sluppet helt ud af {{path}} endnu. Vent lidt, og start igen.',
  keepsFailing:
    'Databasen er stoppet flere gange i træk, så Medgang stopper også. Se loggen. Data ligger i {{path}}.',
  failed: 'Databasen kunne ikke starte: {{detail}}',

  portTaken:
    'Port {{port}} er optaget af et andet program. Vælg en anden, for eksempel: PORT={{other}} script/start',
  portForbidden:
    'Port {{port}} må kun bruges af systemet. Vælg en anden, for eksempel: PORT=8080 script/start',
  portInvalid: 'PORT skal være et tal fra 0 til 65535, men er "{{port}}".',
  databaseUnreachable: 'Databasen i DATABASE_URL svarer ikke på {{host}}. Kører den, og er adressen rigtig?',
  databaseRefuses: 'Databasen i DATABASE_URL afviser brugernavn eller kodeord.',
  databaseMissing: 'Databasen "{{name}}" i DATABASE_URL findes ikke. Opret den først.',
  databaseTooOld: 'Databasen i DATABASE_URL er PostgreSQL {{found}}. Medgang kræver mindst {{needed}}.',
  databaseUrlInvalid:
    'DATABASE_URL er ikke en adresse. Den skal ligne postgresql://bruger:kodeord@vært:5432/medgang',
  cannotStart: 'Medgang kan ikke starte: {{detail}}',
  unexpected: 'Noget gik galt: {{detail}}',
} as const
