import { shippedDecidedAt } from '#domain/assessment/shipped.ts'
import { between } from '#domain/rhythm/templates/template.ts'
import type { SetupCompetence, SetupSubjectArea, SetupTargetGroup } from '../setup.ts'

/** What both templates begin with; all of it can be changed in the product. */

/** The categories came with the reform of 1 January 2014 and have outlived uddannelseshjælp (1 July 2025). */
const always = between('2014-01-01', null)

export const targetGroups: readonly SetupTargetGroup[] = [
  {
    key: 'notAssessed',
    decidedAt: shippedDecidedAt['notAssessed'],
    name: 'Ikke visiteret',
    definition: 'Den unge har henvendt sig, men målgruppen er ikke afgjort endnu.',
    during: always,
    source: 'En arbejdsstatus i kommunen, ikke en målgruppe i loven.',
    status: 'local',
  },
  {
    key: 'clearlyReady',
    decidedAt: shippedDecidedAt['clearlyReady'],
    name: 'Åbenlyst uddannelsesparat',
    definition:
      'Den unge har ingen barrierer for at begynde på en uddannelse og søger arbejde, indtil uddannelsen starter. Kan kun besluttes ved første samtale.',
    during: always,
    source: 'BEK § 6, stk. 1. Teksten er forkortet.',
    status: 'law',
  },
  {
    key: 'educationReady',
    decidedAt: shippedDecidedAt['educationReady'],
    name: 'Uddannelsesparat',
    definition:
      'Den unge kan med den rette støtte begynde på en uddannelse inden for omkring et år. Gælder som udgangspunkt de første tre måneder efter henvendelsen.',
    during: always,
    source: 'BEK § 6, stk. 3. Teksten er forkortet.',
    status: 'law',
  },
  {
    key: 'activityReady',
    decidedAt: shippedDecidedAt['activityReady'],
    name: 'Aktivitetsparat',
    definition:
      'Den unge har brug for hjælp i længere tid, før en uddannelse er mulig. Afgøres endeligt tre måneder efter henvendelsen, ved første samtale kun i helt særlige tilfælde.',
    during: always,
    source: 'BEK § 6, stk. 2 og 3. Teksten er forkortet.',
    status: 'law',
  },
]

const publicTask = 'Databeskyttelsesforordningens artikel 6, stk. 1, litra e: opgave i samfundets interesse'
const ask = 'Lad jeres databeskyttelsesrådgiver bekræfte hjemlen.'
const ordinary = { legalBasis: `${publicTask}. ${ask}`, sensitive: false, status: 'unverified' } as const
const sensitive = {
  legalBasis: `${publicTask}, og for følsomme oplysninger artikel 9, stk. 2, litra f. ${ask}`,
  sensitive: true,
  status: 'unverified',
} as const

export const subjectAreas: readonly SetupSubjectArea[] = [
  { key: 'education', name: 'Uddannelse og job', ...ordinary },
  { key: 'health', name: 'Sundhed', ...sensitive },
  { key: 'economy', name: 'Økonomi', ...ordinary },
  { key: 'family', name: 'Familie og netværk', ...ordinary },
  { key: 'housing', name: 'Bolig', ...ordinary },
  { key: 'addiction', name: 'Misbrug', ...sensitive },
  { key: 'other', name: 'Andet', ...ordinary },
]

export const competences: readonly SetupCompetence[] = [
  { key: 'adhd', name: 'ADHD' },
  { key: 'arabisk', name: 'Arabisk' },
  { key: 'autisme', name: 'Autisme' },
  { key: 'bolig', name: 'Bolig' },
  { key: 'erhvervsuddannelser', name: 'Erhvervsuddannelser' },
  { key: 'familie', name: 'Familiebehandling' },
  { key: 'fgu', name: 'FGU' },
  { key: 'gaeld', name: 'Gæld og budget' },
  { key: 'gymnasiale-uddannelser', name: 'Gymnasiale uddannelser' },
  { key: 'job', name: 'Job og virksomheder' },
  { key: 'kriminalitet', name: 'Kriminalitet og SSP' },
  { key: 'misbrug', name: 'Misbrug' },
  { key: 'motiverende-samtale', name: 'Den motiverende samtale' },
  { key: 'ordblindhed', name: 'Ordblindhed' },
  { key: 'psykiatri', name: 'Psykiatri' },
  { key: 'somali', name: 'Somali' },
  { key: 'sorg-og-krise', name: 'Sorg og krise' },
  { key: 'spiseforstyrrelser', name: 'Spiseforstyrrelser' },
  { key: 'sundhed', name: 'Sundhed' },
  { key: 'tyrkisk', name: 'Tyrkisk' },
  { key: 'unge-under-18', name: 'Unge under 18' },
]
