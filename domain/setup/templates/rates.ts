import { between } from '#domain/rhythm/templates/template.ts'
import type { SetupRate, SetupRateKind } from '../setup.ts'

const years = [2015, 2016, 2018, 2019, 2020, 2023, 2024] as const

interface KnownRate {
  key: string
  name: string
  forWhom: string
  /** Kroner a month before tax, in the years above; null where the figure was not found. */
  amounts: readonly (number | null)[]
  /** Years whose figure is our own inference. */
  inferred: readonly number[]
}

const help = 'Uddannelseshjælp'
const supplement = 'Aktivitetstillæg'
const lastYear = [2024]

/**
 * Uddannelseshjælp before tax. The years that are not here were not found, and no figure is made up for them: the page
 * says which they are, so that the municipality can enter them.
 */
const knownRates: readonly KnownRate[] = [
  {
    key: 'uddannelseshjaelp-udeboende',
    name: help,
    forWhom: 'Udeboende under 30 år',
    amounts: [5945, 6010, 6182, 6259, 6331, 6545, 6754],
    inferred: [],
  },
  {
    key: 'uddannelseshjaelp-hjemmeboende',
    name: help,
    forWhom: 'Hjemmeboende under 30 år',
    amounts: [2562, 2590, 2664, 2697, 2728, 2820, 2910],
    inferred: [],
  },
  {
    key: 'uddannelseshjaelp-enlig-forsoerger',
    name: help,
    forWhom: 'Enlig forsørger',
    amounts: [11888, 12019, 12364, 12519, 12663, 13090, 13509],
    inferred: [],
  },
  {
    key: 'uddannelseshjaelp-forsoerger',
    name: help,
    forWhom: 'Forsørger uden ekstra børnetilskud',
    amounts: [8319, 8411, 8653, 8761, 8862, 9161, 9454],
    inferred: [],
  },
  {
    key: 'uddannelseshjaelp-gravid-psykisk-syg',
    name: help,
    forWhom: 'Gravid efter 12. uge, eller psykisk syg og udeboende',
    amounts: [10849, 10968, 11282, 11423, 11554, 11944, 12326],
    inferred: [],
  },
  {
    key: 'aktivitetstillaeg-under-25-udeboende',
    name: supplement,
    forWhom: 'Under 25 år, udeboende',
    amounts: [null, 1059, 1089, 1103, 1116, 1154, null],
    inferred: [],
  },
  {
    key: 'aktivitetstillaeg-under-25-hjemmeboende',
    name: supplement,
    forWhom: 'Under 25 år, hjemmeboende',
    amounts: [null, 821, 844, 855, 865, 894, null],
    inferred: [],
  },
  {
    key: 'aktivitetstillaeg-25-29-udeboende',
    name: supplement,
    forWhom: '25-29 år, udeboende',
    amounts: [null, 4958, 5100, 5164, 5223, 5399, 5572],
    inferred: lastYear,
  },
  {
    key: 'aktivitetstillaeg-25-29-hjemmeboende',
    name: supplement,
    forWhom: '25-29 år, hjemmeboende',
    amounts: [null, 8378, 8618, 8726, 8826, 9124, 9416],
    inferred: lastYear,
  },
]

const guessed =
  'Vores egen slutning ud fra de andre satser samme år. Ret den, når I har fundet den offentliggjorte.'
/** Uddannelseshjælp came with the reform of 1 January 2014 and was abolished on 1 July 2025. */
const helpYears = between('2014-01-01', '2025-07-01')

/** What rates there are. Kontanthjælp has its kind so that it is seen that its amounts are missing. */
export const rateKinds: readonly SetupRateKind[] = [
  ...knownRates.map(({ key, name, forWhom }) => ({
    key,
    name,
    forWhom,
    unit: 'month' as const,
    during: helpYears,
    source: 'Uddannelseshjælp fra reformen 1. januar 2014, til den blev afskaffet 1. juli 2025.',
    status: 'law' as const,
  })),
  {
    key: 'kontanthjaelp-under-30',
    name: 'Kontanthjælp',
    forWhom: 'Unge under 30 år',
    unit: 'month',
    during: between('2025-07-01', null),
    source: 'Fra 1. juli 2025 får alle kontanthjælp. Satserne er ikke fundet.',
    status: 'unverified',
  },
]

/** The amounts that are known. */
export const rates: readonly SetupRate[] = knownRates.flatMap(({ key, amounts, inferred }) =>
  years.flatMap((year, at) => {
    const kroner = amounts[at] ?? null
    if (kroner === null) return []
    const isKnown = !inferred.includes(year)
    return [
      {
        rate: key,
        amount: kroner * 100,
        during: between(`${year}-01-01`, `${year + 1}-01-01`),
        source: isKnown ? `Offentliggjort sats for ${year}, før skat` : guessed,
        status: isKnown ? ('law' as const) : ('unverified' as const),
      },
    ]
  }),
)
