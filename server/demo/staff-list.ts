import type { Role } from '#domain/sharing/permissions.ts'

export interface DemoColleague {
  given: string
  family: string
  profession: string
  roles: readonly Role[]
  weeklyHours: number
  competences: readonly string[]
  /** Young people today, for a caseworker. */
  caseload?: number
  /** In the team of "Mod til uddannelse". */
  inTeam?: true
  /** How often a promise is kept, in %: about what the contacts are made from. */
  care?: number
  /** Other work than with young people of one's own, in hours a week. */
  duties?: Readonly<Record<string, number>>
  /** More of it, which begins in about four weeks. */
  dutyAhead?: { name: string; hours: number }
  /** Began this many days before today; otherwise before the history begins. */
  startedDaysAgo?: number
  /** Stopped this many days before today. */
  leftDaysAgo?: number
}

/** A caseworker: hours a week, young people today, how often a promise is kept in %, and competences. */
function caseworker(
  [given, family]: readonly [string, string],
  [weeklyHours, caseload, care]: readonly [number, number, number],
  competences: readonly string[],
  rest: Partial<DemoColleague> = {},
): DemoColleague {
  const profession = 'Socialrådgiver'
  return {
    given,
    family,
    profession,
    roles: ['caseworker'],
    weeklyHours,
    caseload,
    care,
    competences,
    ...rest,
  }
}

/** Anybody else, by profession. */
function colleague(
  [given, family]: readonly [string, string],
  profession: string,
  roles: readonly Role[],
  weeklyHours: number,
  competences: readonly string[],
  rest: Partial<DemoColleague> = {},
): DemoColleague {
  return { given, family, profession, roles, weeklyHours, competences, ...rest }
}

/** The four of "Mod til uddannelse". */
const team: readonly DemoColleague[] = [
  caseworker(['Åse', 'Kjær'], [37, 34, 97], ['psykiatri', 'motiverende-samtale'], { inTeam: true }),
  caseworker(['Hanne', 'Lund'], [37, 36, 91], ['misbrug', 'bolig'], { inTeam: true }),
  caseworker(['Ole', 'Vinther'], [37, 35, 95], ['autisme', 'adhd'], { inTeam: true }),
  caseworker(['Mona', 'Rask'], [37, 35, 93], ['unge-under-18', 'familie'], { inTeam: true }),
]

/** Two half-days a week in which one receives whoever comes. */
const entrance = { 'Modtagelsen i indgangen': 8 } as const

/** The other sixteen caseworkers: 571 young people, and one who has nobody yet. */
const others: readonly DemoColleague[] = [
  caseworker(['Peter', 'Dam'], [30, 32, 94], ['bolig'], { duties: { ...entrance, Boligmøder: 2 } }),
  caseworker(['Nadia', 'Krog'], [37, 14, 97], ['arabisk'], { startedDaysAgo: 12 }),
  caseworker(['Birgit', 'Toftlund'], [37, 40, 90], ['psykiatri'], {
    duties: { ...entrance, 'Samarbejde med psykiatrien': 4 },
  }),
  caseworker(['Jens Ole', 'Brix'], [37, 41, 86], ['kriminalitet'], {
    duties: { ...entrance, 'SSP-udvalget': 4 },
  }),
  caseworker(['Susanne', 'Hjort'], [37, 39, 92], ['misbrug'], { duties: { ...entrance, Misbrugsteamet: 6 } }),
  caseworker(['Lars Bo', 'Engholm'], [37, 40, 89], ['job'], { duties: { ...entrance, Virksomhedsbesøg: 4 } }),
  caseworker(['Tina', 'Svane'], [32, 33, 93], ['job'], {
    profession: 'Sagsbehandler',
    duties: { ...entrance, Praktikpladser: 4 },
  }),
  caseworker(['Marlene', 'Kvist'], [37, 38, 91], ['unge-under-18'], {
    duties: { ...entrance, Ungdomsskolen: 5 },
  }),
  caseworker(['Henning', 'Bjerre'], [37, 40, 88], ['gaeld'], { duties: { ...entrance, Gældsrådgivning: 5 } }),
  caseworker(['Gitte', 'Stald'], [37, 37, 92], ['sorg-og-krise']),
  caseworker(['Fatima', 'Benali'], [37, 39, 94], ['arabisk', 'familie'], {
    duties: { ...entrance, Brobygning: 5 },
  }),
  caseworker(['Torben', 'Holst'], [37, 41, 87], ['job'], {
    profession: 'Sagsbehandler',
    duties: { ...entrance, Virksomhedsbesøg: 4 },
  }),
  caseworker(['Charlotte', 'Vang'], [28, 29, 93], ['spiseforstyrrelser'], {
    duties: { ...entrance, Sundhedscafé: 2 },
  }),
  // An overload that a few moves keep away.
  caseworker(['Inger', 'Lyng'], [37, 38, 90], ['autisme'], {
    duties: { ...entrance, Visitation: 6 },
    dutyAhead: { name: 'Samarbejde med skolerne', hours: 3 },
  }),
  caseworker(['Mehmet', 'Toprak'], [37, 39, 91], ['tyrkisk', 'job'], {
    duties: { ...entrance, Tillidsrepræsentant: 6 },
  }),
  caseworker(['Anne-Grethe', 'Falk'], [30, 31, 92], ['psykiatri']),
]

const former: readonly DemoColleague[] = [
  caseworker(['Kirsten', 'Ahl'], [37, 0, 88], [], { leftDaysAgo: 12 }),
  caseworker(['Bent', 'Rold'], [37, 0, 86], [], { leftDaysAgo: 395 }),
]

const adviser = 'Uddannelsesvejleder'
const around: readonly DemoColleague[] = [
  colleague(['Malene', 'Gram'], adviser, ['educationAdviser'], 37, ['erhvervsuddannelser', 'fgu'], {
    inTeam: true,
  }),
  colleague(['Steen', 'Duus'], adviser, ['educationAdviser'], 37, ['erhvervsuddannelser']),
  colleague(['Vibeke', 'Mørk'], adviser, ['educationAdviser'], 37, ['gymnasiale-uddannelser']),
  colleague(['Rune', 'Selde'], adviser, ['educationAdviser'], 32, ['fgu', 'unge-under-18']),
  colleague(['Lis', 'Ankjær'], adviser, ['educationAdviser'], 30, ['ordblindhed']),
  colleague(['Karen', 'Bach'], 'Afdelingsleder', ['leader'], 37, []),
  colleague(['Morten', 'Sejr'], 'Teamleder', ['leader'], 37, []),
  colleague(['Dorthe', 'Lindgaard'], 'Administrativ medarbejder', ['administrator'], 37, []),
  colleague(['Bo', 'Hvid'], 'Mentor', ['mentor'], 37, ['adhd'], { inTeam: true }),
  colleague(['Selma', 'Osman'], 'Mentor', ['mentor'], 37, ['somali']),
  colleague(['Kurt', 'Lejre'], 'Mentor', ['mentor'], 30, ['misbrug']),
  colleague(['Pia', 'Sindal'], 'Mentor', ['mentor'], 25, ['bolig']),
  colleague(['Jonna', 'Vad'], 'Kontaktperson', ['contactPerson'], 37, ['erhvervsuddannelser']),
  colleague(['Erik', 'Nimb'], 'Kontaktperson', ['contactPerson'], 37, ['job']),
  colleague(['Rikke', 'Tved'], 'Kontaktperson', ['contactPerson'], 32, ['fgu']),
  colleague(['Ulla', 'Kirkeby'], 'Psykolog', [], 37, ['psykiatri', 'sorg-og-krise']),
  colleague(['Jacob', 'Rønn'], 'Psykolog', [], 30, ['autisme', 'adhd']),
  colleague(['Lone', 'Askov'], 'Misbrugsrådgiver', [], 37, ['misbrug']),
  colleague(['Flemming', 'Thy'], 'Misbrugsrådgiver', [], 37, ['misbrug', 'kriminalitet']),
  colleague(['Zehra', 'Polat'], 'Misbrugsrådgiver', [], 20, ['misbrug', 'tyrkisk']),
  colleague(['Allan', 'Kolding'], 'SSP-konsulent', [], 37, ['kriminalitet', 'unge-under-18']),
  colleague(['Majken', 'Fynbo'], 'SSP-konsulent', [], 37, ['kriminalitet']),
  colleague(['Ruth', 'Enevold'], 'Gældsrådgiver', [], 28, ['gaeld']),
  colleague(['Bodil', 'Ry'], 'Sundhedsplejerske', [], 30, ['sundhed', 'spiseforstyrrelser']),
  colleague(['Carsten', 'Egå'], 'Virksomhedskonsulent', [], 37, ['job']),
  colleague(['Heidi', 'Mols'], 'Virksomhedskonsulent', [], 37, ['job']),
  colleague(['Viggo', 'Læsø'], 'Bostøtte', [], 37, ['bolig']),
  colleague(['Nina', 'Anholt'], 'Familiebehandler', [], 32, ['familie']),
  colleague(['Leif', 'Samsø'], 'Boligrådgiver', [], 30, ['bolig', 'gaeld']),
  colleague(['Sanne', 'Thurø'], 'Ergoterapeut', [], 25, ['sundhed']),
]

/** Everybody, in the order in which they are registered: today fifty people, and two who have left. */
export const colleagues: readonly DemoColleague[] = [...team, ...others, ...former, ...around]

/** "aase.kjaer@aastrup.example": names in letters that every mail system takes. */
export function emailOf({ given, family }: { given: string; family: string }): string {
  const letters: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa' }
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[æøå]/gu, letter => letters[letter] ?? letter)
      .replace(/[ ]/gu, '-')
  return `${plain(given)}.${plain(family)}@aastrup.example`
}
