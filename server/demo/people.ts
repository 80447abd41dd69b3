import { civilDay } from '#domain/calendar/day-number.ts'
import { searchName } from '#domain/person/name.ts'
import { inventCprNumbers } from './cpr-numbers.ts'
import { birthday, type Life, type Times } from './life.ts'
import { elderNames, type Gender, isKnownName, namePools, streets, towns } from './names.ts'
import { noteThemes, type ThemeName } from './note-themes.ts'
import { type Random, stream } from './random.ts'

export interface DemoGuardian {
  name: string
  relation: string
  phone: string
  email: string | null
  hasCustody: boolean
}

/** Who somebody is: everything in the row `youth` and what the notes are about. */
export interface Person {
  given: string
  family: string
  searchName: string
  gender: Gender
  cpr: string
  phone: string | null
  email: string | null
  address: string
  postalCode: string
  city: string
  protectedAddress: boolean
  language: string
  needsInterpreter: boolean
  preferredContact: 'call' | 'text' | 'email' | 'letter' | null
  about: string
  themes: readonly ThemeName[]
  guardians: readonly DemoGuardian[]
}

/** A name that somebody on the first screens is to have. */
export interface Cast {
  given: string
  family: string
  gender: Gender
  protectedAddress?: true
}

const themeNames = Object.keys(noteThemes) as ThemeName[]

export interface PersonMaker {
  make: (life: Life, cast: Cast | null) => Person
  /** A telephone number that nobody has yet. */
  nextPhone: () => string
}

/** Invents people one after the other; no two have the same CPR number, phone or e-mail address. */
export function inventPeople(seed: number, times: Times): PersonMaker {
  const random = stream(seed, 'people')
  const cprNumber = inventCprNumbers(stream(seed, 'cpr'))
  const phones = stream(seed, 'phones')
  const nextPhone = uniquePhones(phones)
  const emails = new Map<string, number>()
  const make: PersonMaker['make'] = (life, cast) => {
    const gender = cast?.gender ?? (random.chance(0.54) ? 'male' : 'female')
    const pool = random.weighted(namePools)
    const { given, family } = cast ?? nameFrom(pool, gender, random)
    const language = cast === null && pool.language !== 'da' && random.chance(0.5) ? pool.language : 'da'
    const [postalCode, city] = random.weighted(towns)
    const adult = birthday(life.birth, 18) <= times.today
    const themes = random
      .shuffled(themeNames.filter(theme => adult || (theme !== 'addiction' && theme !== 'housing')))
      .slice(0, random.int(2, 3))
    return {
      given,
      family,
      searchName: searchName({ givenName: given, familyName: family }),
      gender,
      cpr: cprNumber(life.birth, gender),
      phone: random.chance(0.96) ? nextPhone() : null,
      email: random.chance(0.7) ? emailFor(given, family, life, emails) : null,
      address: addressFrom(random),
      postalCode,
      city,
      protectedAddress: cast?.protectedAddress ?? random.chance(0.025),
      language,
      needsInterpreter: language !== 'da' && random.chance(0.4),
      preferredContact: random.weighted([
        ['text', 52],
        ['call', 24],
        ['email', 8],
        ['letter', 2],
        [null, 14],
      ] as const),
      about: aboutFrom(themes, gender, random),
      themes,
      guardians: adult
        ? adultRelatives({ given, family }, random, nextPhone)
        : custodyHolders({ given, family }, pool, random, nextPhone),
    }
  }
  return { make, nextPhone }
}

function nameFrom(
  pool: (typeof namePools)[number][0],
  gender: Gender,
  random: Random,
): { given: string; family: string } {
  for (;;) {
    const first = random.pick(pool[gender])
    const second = random.pick(pool[gender])
    const given =
      pool.language === 'da' && second !== first && random.chance(0.12) ? `${first} ${second}` : first
    const family = random.pick(pool.family)
    if (!isKnownName(first, family) && !isKnownName(given, family)) return { given, family }
  }
}

/**
 * "+4537xxxxxx": in the Danish numbering plan 37 is for machines and has twelve digits, so that no subscriber can
 * have one of these numbers of eight. The first ten thousand belong to colleagues and to
 * those who write at the entrance.
 */
function uniquePhones(random: Random): () => string {
  const used = new Set<number>()
  return () => {
    let number = random.int(10_000, 999_999)
    while (used.has(number)) number = random.int(10_000, 999_999)
    used.add(number)
    return `+4537${String(number).padStart(6, '0')}`
  }
}

function emailFor(given: string, family: string, life: Life, used: Map<string, number>): string {
  const name = searchName({ givenName: given.split(' ')[0] ?? given, familyName: '' }).split(' ')[0] ?? 'unge'
  const base = `${name}${family
    .charAt(0)
    .toLowerCase()
    .replace(/[^a-z]/u, 'x')}${String(civilDay(life.birth).year).slice(2)}`
  const times = (used.get(base) ?? 0) + 1
  used.set(base, times)
  return `${base}${times === 1 ? '' : `-${times}`}@post.example`
}

function addressFrom(random: Random): string {
  const house = `${random.pick(streets)} ${random.int(1, 148)}`
  if (random.chance(0.45)) return house
  return `${house}, ${random.weighted([
    ['st.', 3],
    ['1.', 4],
    ['2.', 3],
    ['3.', 1],
  ] as const)} ${random.pick(['tv.', 'th.', 'mf.'])}`
}

function aboutFrom(themes: readonly ThemeName[], gender: Gender, random: Random): string {
  if (random.chance(0.35)) return ''
  return themes
    .slice(0, random.int(1, 2))
    .map(theme => withPronouns(random.pick<string>(noteThemes[theme].about), gender))
    .join(' ')
}

/** Whose parents are invented. */
interface Child {
  given: string
  family: string
}

function custodyHolders(
  child: Child,
  { language, ...pool }: (typeof namePools)[number][0],
  random: Random,
  phone: () => string,
): DemoGuardian[] {
  const names = language === 'da' ? elderNames : pool
  const mother = parent('mor', child, child.family, names.female, random, phone(), true)
  const father = parent(
    'far',
    child,
    random.chance(0.7) ? child.family : random.pick(pool.family),
    names.male,
    random,
    phone(),
    true,
  )
  return random
    .weighted([
      [[mother, father], 62],
      [[mother], 28],
      [[father], 10],
    ] as const)
    .slice()
}

/** Kept where the young person wants it: without custody, so without access. */
function adultRelatives(child: Child, random: Random, phone: () => string): DemoGuardian[] {
  if (!random.chance(0.13)) return []
  const relation = random.pick(['mor', 'mor', 'mormor'])
  return [parent(relation, child, child.family, elderNames.female, random, phone(), false)]
}

/** Never of the child's own first name: a parent who has it is taken for the child. */
function parent(
  relation: string,
  child: Child,
  family: string,
  given: readonly string[],
  random: Random,
  phone: string,
  hasCustody: boolean,
): DemoGuardian {
  let name = random.pick(given)
  while (isKnownName(name, family)) name = random.pick(given)
  // The next in the list, and no other draw, so that everybody else stays who they are.
  if (child.given.split(' ').includes(name)) name = given[(given.indexOf(name) + 1) % given.length] ?? name
  return { name: `${name} ${family}`, relation, phone, email: null, hasCustody }
}

/** Fills `{han}`, `{ham}`, `{hans}` and their capitals in. */
export function withPronouns(text: string, gender: Gender): string {
  const [he, him, his] = gender === 'male' ? ['han', 'ham', 'hans'] : ['hun', 'hende', 'hendes']
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  return text
    .replaceAll('{han}', he)
    .replaceAll('{Han}', capital(he))
    .replaceAll('{ham}', him)
    .replaceAll('{hans}', his)
}
