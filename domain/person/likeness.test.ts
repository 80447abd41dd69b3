import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLikeness, type KnownPerson, likeness, likenessReasons, swappedBirthDate } from './likeness.ts'
import { spellingsOf } from './name-likeness.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

function person(name: string, over: Partial<KnownPerson> = {}): KnownPerson {
  const [givenName = '', ...family] = name.split(' ')
  return {
    givenName,
    familyName: family.join(' '),
    birthDate: day('2008-03-07'),
    phone: null,
    email: null,
    relativesPhones: [],
    senders: [],
    ...over,
  }
}

describe('why two may be one', () => {
  it.each([
    ['Mikkel Sørensen', 'Mikkel Sørensen', 'nameSame'],
    ['Mikkel Sørensen', 'mikkel soerensen', 'nameSame'],
    ['Mikkel Sørensen', 'Mikkel Sorensen', 'nameSpelling'],
    ['Åse Ågård', 'Aase Aagaard', 'nameSame'],
    ['Sophie Christensen', 'Sofie Kristensen', 'nameSpelling'],
    ['Mohammed Ali', 'Muhammad Ali', 'nameSpelling'],
    ['Mohamed Abdullah', 'Muhammed Abdallah', 'nameSpelling'],
    ['Yusuf Hüseyin', 'Youssef Hussain', 'nameSpelling'],
    ['Sørensen Mikkel', 'Mikkel Sørensen', 'nameClose'],
    ['Mikkel Bo Sørensen', 'Mikkel Sørensen', 'nameClose'],
    ['Mikkle Sørensen', 'Mikkel Sørensen', 'nameClose'],
    ['Mikkel Sørnsen', 'Mikkel Sørensen', 'nameClose'],
  ])('%s and %s, of the same day: %s', (one, other, reason) => {
    expect(likeness(person(one), person(other))).toEqual([reason, 'birthDateSame'])
  })

  it.each([
    ['Mikkel Sørensen', 'Freja Sørensen'],
    ['Ida Bo Lund', 'Eda Po Lund'],
    ['Josef Hansen', 'Yusuf Hansen'],
    ['Mahmoud Ali', 'Mohammed Ali'],
  ])('%s and %s are of the same day, as many are', (one, other) => {
    expect(likeness(person(one), person(other))).toEqual([])
  })

  it('takes day and month swapped for a slip of the hand', () => {
    const one = person('Mikkel Sørensen')
    const other = person('Mikkel Sørensen', { birthDate: day('2008-07-03') })
    expect(likeness(one, other)).toEqual(['nameSame', 'birthDateSwapped'])
    expect(swappedBirthDate(day('2008-03-13'))).toBeNull()
    expect(swappedBirthDate(day('2008-03-03'))).toBeNull()
  })

  it('does not take a namesake of another day for the same', () => {
    expect(
      likeness(person('Mikkel Sørensen'), person('Mikkel Sørensen', { birthDate: day('2009-03-07') })),
    ).toEqual([])
  })

  it('says the name alone where a birth date is not known', () => {
    expect(likeness(person('Mikkel Sørensen', { birthDate: null }), person('Mikkel Sørensen'))).toEqual([
      'nameSame',
    ])
  })

  it('says the same telephone and e-mail whoever they belong to', () => {
    const reach = { phone: '+4537202233', email: 'mikkel@eksempel.dk' }
    const other = person('Freja Lund', { ...reach, birthDate: day('1999-01-01') })
    expect(likeness(person('Mikkel Sørensen', reach), other)).toEqual(['phoneSame', 'emailSame'])
    const blank = { phone: '', email: '' }
    const nobody = person('Freja Lund', { ...blank, birthDate: day('1999-01-01') })
    expect(likeness(person('Mikkel Sørensen', blank), nobody)).toEqual([])
  })

  it('takes two of one home for siblings, unless name or day say more', () => {
    const home = { relativesPhones: ['+4537202233'] }
    const mikkel = person('Mikkel Sørensen', home)
    expect(likeness(mikkel, person('Freja Sørensen', { ...home, birthDate: day('2010-01-01') }))).toEqual([])
    expect(likeness(mikkel, person('Mikkel Sørensen', { ...home, birthDate: day('2008-03-08') }))).toEqual([
      'nameSame',
      'relativesPhoneSame',
    ])
  })
})

describe('the same sender twice', () => {
  const senders = ['+4537313344']
  const bilal = person('Bilal', { birthDate: null, senders, relativesPhones: senders })

  it('is enough with the same given name, and said as that', () => {
    const again = person('Bilal Yusuf', { senders, relativesPhones: senders })
    expect(likeness(bilal, again)).toEqual(['givenNameSame', 'senderSame'])
    const byMail = { senders: ['amina@eksempel.dk'] }
    expect(likeness(person('Bilal', byMail), person('Bilal Yusuf', byMail))).toContain('senderSame')
    expect(likeness(bilal, person('Billal Yusuf', { senders }))).toContain('givenNameSame')
  })

  it('is not, where the given name is another, or everything else says so', () => {
    expect(likeness(bilal, person('Amal Yusuf', { senders }))).toEqual([])
    const one = person('Bilal Yusuf', { senders })
    expect(likeness(one, person('Bilal Hassan', { senders, birthDate: day('2010-01-01') }))).toEqual([])
    expect(likeness(person('Bilal Yusuf'), person('Bilal', { birthDate: null }))).toEqual([])
  })

  it('is said of the home where the other is in the register', () => {
    const known = person('Bilal Yusuf', { relativesPhones: senders })
    expect(likeness(bilal, known)).toEqual(['givenNameSame', 'relativesPhoneSame'])
  })
})

const names = fc.constantFrom(
  ...[
    'Mikkel',
    'Mikkle',
    'Michael',
    'Sørensen',
    'Soerensen',
    'Sorensen',
    'Mohammed',
    'Muhammad',
    'Åse',
    'Aase',
    'Bo',
  ],
)
const known: fc.Arbitrary<KnownPerson> = fc.record({
  givenName: fc.oneof(names, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })),
  familyName: fc.oneof(
    names,
    fc.constant(''),
    fc.array(names, { maxLength: 3 }).map(words => words.join(' ')),
  ),
  birthDate: fc.option(fc.constantFrom(...['2008-03-07', '2008-07-03', '2009-03-07'].map(day)), {
    nil: null,
  }),
  phone: fc.constantFrom(null, '', '+4537202233', '+4537202234'),
  email: fc.constantFrom(null, '', 'a@eksempel.dk', 'b@eksempel.dk'),
  senders: fc.subarray(['+4537302233', 'mor@eksempel.dk']),
  relativesPhones: fc.subarray(['+4537302233', '+4537302234']),
})

describe('whoever is compared', () => {
  it('is as like the other as the other is like them', () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        expect(likeness(one, other)).toEqual(likeness(other, one))
      }),
    )
  })

  it('is like themselves, where there is a letter in the name', () => {
    fc.assert(
      fc.property(known, one => {
        fc.pre(/[\p{L}\p{N}]/u.test(one.givenName.normalize('NFKD')))
        expect(likeness(one, one)).toContain('nameSame')
      }),
    )
  })

  it('gets reasons in their order, each once, one at most about the name and about the day', () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        const reasons = likeness(one, other)
        expect(reasons).toEqual(likenessReasons.filter(reason => reasons.includes(reason)))
        expect(reasons.filter(reason => reason.startsWith('name')).length).toBeLessThanOrEqual(1)
        expect(reasons.filter(reason => reason.startsWith('birthDate')).length).toBeLessThanOrEqual(1)
        expect(reasons).not.toEqual(['birthDateSame'])
        expect(reasons).not.toEqual(['relativesPhoneSame'])
        expect(reasons).not.toEqual(['senderSame'])
      }),
    )
  })

  it('is sorted the same way wherever the list begins', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(known, known), { maxLength: 8 }), pairs => {
        const all = pairs.map(([one, other]) => likeness(one, other))
        expect([...all].sort(byLikeness)).toEqual([...all].reverse().sort(byLikeness))
      }),
    )
  })
})

it('puts what more speaks for first', () => {
  const sorted = [
    ['nameSame'],
    ['nameClose', 'birthDateSame'],
    ['nameSame', 'birthDateSwapped'],
    ['phoneSame'],
  ] as const
  expect([...sorted].sort(byLikeness)).toEqual([
    ['nameSame', 'birthDateSwapped'],
    ['nameClose', 'birthDateSame'],
    ['nameSame'],
    ['phoneSame'],
  ])
})

it('looks for a name as written, as it sounds, and in its common spelling', () => {
  expect(spellingsOf({ givenName: 'Muhammad', familyName: 'Sørensen' })).toEqual([
    'muhammad soerensen',
    'muhamad sorensen',
    'mohamed sorensen',
  ])
})
