/** What a new installation begins with, beside the rules of contact; all of it can be changed in the product. */

type Status = 'law' | 'local' | 'unverified'

interface TargetGroupSetting {
  code: string
  name: string
  definition: string
  source: string
  status: Status
}

/** The categories came with the reform of 1 January 2014 and have outlived uddannelseshjælp (1 July 2025). */
export const targetGroupsFrom = '2014-01-01'

export const targetGroups: readonly TargetGroupSetting[] = [
  {
    code: 'notAssessed',
    name: 'Ikke visiteret',
    definition: 'Den unge har henvendt sig, men målgruppen er ikke afgjort endnu.',
    source: 'En arbejdsstatus i kommunen, ikke en målgruppe i loven.',
    status: 'local',
  },
  {
    code: 'clearlyReady',
    name: 'Åbenlyst uddannelsesparat',
    definition:
      'Den unge har ingen barrierer for at begynde på en uddannelse og søger arbejde, indtil uddannelsen starter. Kan kun besluttes ved første samtale.',
    source: 'BEK § 6, stk. 1. Teksten er forkortet.',
    status: 'law',
  },
  {
    code: 'educationReady',
    name: 'Uddannelsesparat',
    definition:
      'Den unge kan med den rette støtte begynde på en uddannelse inden for omkring et år. Gælder som udgangspunkt de første tre måneder efter henvendelsen.',
    source: 'BEK § 6, stk. 3. Teksten er forkortet.',
    status: 'law',
  },
  {
    code: 'activityReady',
    name: 'Aktivitetsparat',
    definition:
      'Den unge har brug for hjælp i længere tid, før en uddannelse er mulig. Afgøres endeligt tre måneder efter henvendelsen, ved første samtale kun i helt særlige tilfælde.',
    source: 'BEK § 6, stk. 2 og 3. Teksten er forkortet.',
    status: 'law',
  },
]

interface SubjectAreaSetting {
  code: string
  name: string
  legalBasis: string
  sensitive: boolean
  status: Status
}

const publicTask = 'Databeskyttelsesforordningens artikel 6, stk. 1, litra e: opgave i samfundets interesse'
const ask = 'Lad jeres databeskyttelsesrådgiver bekræfte hjemlen.'
const sensitiveBasis = `${publicTask}, og for følsomme oplysninger artikel 9, stk. 2, litra f. ${ask}`

export const subjectAreas: readonly SubjectAreaSetting[] = [
  {
    code: 'education',
    name: 'Uddannelse og job',
    legalBasis: `${publicTask}. ${ask}`,
    sensitive: false,
    status: 'unverified',
  },
  { code: 'health', name: 'Sundhed', legalBasis: sensitiveBasis, sensitive: true, status: 'unverified' },
  {
    code: 'economy',
    name: 'Økonomi',
    legalBasis: `${publicTask}. ${ask}`,
    sensitive: false,
    status: 'unverified',
  },
  {
    code: 'family',
    name: 'Familie og netværk',
    legalBasis: `${publicTask}. ${ask}`,
    sensitive: false,
    status: 'unverified',
  },
  {
    code: 'housing',
    name: 'Bolig',
    legalBasis: `${publicTask}. ${ask}`,
    sensitive: false,
    status: 'unverified',
  },
  { code: 'addiction', name: 'Misbrug', legalBasis: sensitiveBasis, sensitive: true, status: 'unverified' },
  {
    code: 'other',
    name: 'Andet',
    legalBasis: `${publicTask}. ${ask}`,
    sensitive: false,
    status: 'unverified',
  },
]

export const competences: readonly (readonly [code: string, name: string])[] = [
  ['adhd', 'ADHD'],
  ['arabisk', 'Arabisk'],
  ['autisme', 'Autisme'],
  ['bolig', 'Bolig'],
  ['erhvervsuddannelser', 'Erhvervsuddannelser'],
  ['familie', 'Familiebehandling'],
  ['fgu', 'FGU'],
  ['gaeld', 'Gæld og budget'],
  ['gymnasiale-uddannelser', 'Gymnasiale uddannelser'],
  ['job', 'Job og virksomheder'],
  ['kriminalitet', 'Kriminalitet og SSP'],
  ['misbrug', 'Misbrug'],
  ['motiverende-samtale', 'Den motiverende samtale'],
  ['ordblindhed', 'Ordblindhed'],
  ['psykiatri', 'Psykiatri'],
  ['somali', 'Somali'],
  ['sorg-og-krise', 'Sorg og krise'],
  ['spiseforstyrrelser', 'Spiseforstyrrelser'],
  ['sundhed', 'Sundhed'],
  ['tyrkisk', 'Tyrkisk'],
  ['unge-under-18', 'Unge under 18'],
]

interface ProgrammeSetting {
  key: string
  name: string
  description: string
  ages: readonly [from: number, to: number]
  targetGroups: readonly string[]
  benefitWeeks: number | null
  /** On which birthday one leaves by itself. */
  leaveAge: number | null
  source: string
}

/** The programmes of Horsens; Brønderslev publishes none. */
export const horsensProgrammes: readonly ProgrammeSetting[] = [
  {
    key: 'mod-til-uddannelse',
    name: 'Mod til uddannelse',
    description:
      'En fast socialrådgiver med omkring 35 unge, et møde hver måned og et opkald imellem. Rådgiveren går med til lægen, banken og skolen, så den unge med tiden kan selv.',
    ages: [18, 24],
    targetGroups: ['activityReady'],
    benefitWeeks: 52,
    leaveAge: null,
    source: 'Horsens Kommune, "Mod til uddannelse", fra 1. januar 2017',
  },
  {
    key: 'sikker-overgang',
    name: 'Sikker overgang, 15-17 år',
    description: 'Det samme team følger unge fra folkeskolen, til de er i gang på en ungdomsuddannelse.',
    ages: [15, 17],
    targetGroups: [],
    benefitWeeks: null,
    leaveAge: 18,
    source: 'Horsens Kommune tog senere de 15-17-årige med i "Mod til uddannelse". Navnet er valgt her.',
  },
]
