import { sql } from 'kysely'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { addWorkingDays, lastWorkingDayOnOrBefore } from '#domain/calendar/working-days.ts'
import { searchName } from '#domain/person/name.ts'
import type { Db } from '#server/database/connection.ts'
import type { ReferralChannel, ReferralEventKind, SenderRole } from '#server/records/referral.ts'
import { bulkInsert, bulkInsertWithIds } from './bulk-insert.ts'
import { colleagues } from './staff-list.ts'

interface DemoEnquiry {
  daysAgo: number
  minute: number
  channel: ReferralChannel
  role: SenderRole
  sender?: { name: string; place?: string; phone?: string; email?: string }
  youth: { given: string; family: string; age: number; phone?: string }
  about: string
  callWhen?: string
  knows: boolean | null
  /** Who has taken it, by place in the list of colleagues, and what that one did so many working days after it came. */
  handled?: {
    by: number
    steps: readonly (readonly [kind: ReferralEventKind, after: number, note: string])[]
  }
}

/**
 * Open enquiries of the last two weeks: some new today, some late, two about the same young person in two spellings,
 * and one about somebody who is in the register already. Their telephone numbers cannot be anybody's: see
 * `uniquePhones` in people.ts.
 */
const enquiries: readonly DemoEnquiry[] = [
  {
    daysAgo: 13,
    minute: 610,
    channel: 'letter',
    role: 'doctor',
    sender: { name: 'Birgitte Dam', place: 'Lægehuset, Torvet 4', phone: '+4537000201' },
    youth: { given: 'Viktor', family: 'Aagaard', age: 21 },
    about:
      'Viktor har været sygemeldt fra sin læreplads siden august. Han vil gerne i gang igen, men ved ikke med hvad. Han er indforstået med, at jeg skriver.',
    knows: true,
  },
  {
    daysAgo: 9,
    minute: 845,
    channel: 'call',
    role: 'parent',
    sender: { name: 'Gitte Lassen', phone: '+4537000302' },
    youth: { given: 'Kristoffer', family: 'Lassen', age: 17, phone: '+4537000303' },
    about:
      'Ringer om sin søn, som er holdt op på gymnasiet. Han sover om dagen og vil ikke tale med nogen. Hun er meget bekymret.',
    callWhen: 'Efter kl. 16',
    knows: false,
    handled: {
      by: 0,
      steps: [
        ['taken', 1, ''],
        ['attempted', 1, 'Tog ikke telefonen. Lagde en besked.'],
      ],
    },
  },
  {
    daysAgo: 7,
    minute: 560,
    channel: 'web',
    role: 'teacher',
    sender: { name: 'Ole Brandt', place: 'Åstrup Gymnasium', email: 'ole.brandt@gymnasium.example' },
    youth: { given: 'Christoffer', family: 'Lassen', age: 17 },
    about:
      'Christoffer er udmeldt af 2. g. Han var en dygtig elev, men har ikke været her siden efterårsferien. Vi har skrevet til hjemmet.',
    knows: null,
  },
  {
    daysAgo: 6,
    minute: 1265,
    channel: 'web',
    role: 'youth',
    youth: { given: 'Nanna', family: 'Ravn', age: 19, phone: '+4537000403' },
    about:
      'Jeg er flyttet hjemmefra og har ikke nogen penge. Jeg vil gerne læse til pædagog men ved ikke hvordan man gør når man ikke har en ungdomsuddannelse.',
    callWhen: 'Send en sms først',
    knows: true,
    handled: {
      by: 1,
      steps: [
        ['taken', 1, ''],
        ['contacted', 1, 'Aftalt, at hun kommer til en samtale.'],
      ],
    },
  },
  {
    daysAgo: 4,
    minute: 700,
    channel: 'walkIn',
    role: 'youth',
    youth: { given: 'Ahmed', family: 'Darwish', age: 24 },
    about: 'Kom ind fra gaden. Bor hos en ven og har ingen telefon. Kommer igen på torsdag kl. 10.',
    knows: true,
  },
  {
    daysAgo: 3,
    minute: 925,
    channel: 'web',
    role: 'employer',
    sender: { name: 'Henrik Tved', place: 'Tveds Auto', phone: '+4537000504' },
    youth: { given: 'Lukas', family: 'Bundgaard', age: 18 },
    about:
      'Lukas er i lære hos mig, men kommer for sent og virker ked af det. Jeg vil gerne beholde ham. Hvad kan jeg gøre?',
    knows: false,
  },
  {
    daysAgo: 2,
    minute: 495,
    channel: 'mail',
    role: 'colleague',
    sender: { name: 'Pia Nymann', place: 'Familieafdelingen', email: 'pia.nymann@astrup.example' },
    youth: { given: 'Sarah', family: 'Holm', age: 17 },
    about:
      'Sarah flytter til sin far i næste uge. Vi vil gerne holde et møde sammen med jer, inden hun flytter.',
    knows: true,
  },
  {
    daysAgo: 1,
    minute: 1340,
    channel: 'web',
    role: 'parent',
    sender: { name: 'Kirsten Bay', email: 'kirsten.bay@post.example' },
    youth: { given: 'Asger', family: 'Bay', age: 16 },
    about:
      'Min søn på 16 er stoppet i 10. klasse og spiller hele natten. Jeg ved ikke hvem jeg skal tale med.',
    callWhen: 'Når som helst',
    knows: false,
  },
  {
    daysAgo: 0,
    minute: 12,
    channel: 'web',
    role: 'other',
    sender: { name: 'Jytte Storm', place: 'Mormor', phone: '+4537000605' },
    youth: { given: 'Freja', family: 'Storm', age: 20 },
    about:
      'Mit barnebarn har født for tre måneder siden og er alene med barnet. Hun vil gerne i gang med noget, men tør ikke selv skrive.',
    knows: true,
  },
]

const calendar = danishCalendar()

/** The queue of the one entrance, as it looks on the day. */
export async function loadEnquiries(
  db: Db,
  staffIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<void> {
  // Nobody is at the counter or the telephone when the house is closed; from the web it comes on any day.
  const dayOf = ({ daysAgo, channel }: DemoEnquiry) => {
    const day = today.subtract({ days: daysAgo })
    return channel === 'web' ? day : lastWorkingDayOnOrBefore(day, calendar)
  }
  const at = (day: Temporal.PlainDate, minute: number) =>
    day.toZonedDateTime({ timeZone }).add({ minutes: minute }).toInstant().toString()
  const clerk = staffIds[colleagues.findIndex(({ roles }) => roles.includes('caseworker'))]
  const ids = await bulkInsertWithIds(
    db,
    'referral',
    {
      reference: 'text',
      client_key: 'uuid',
      received_at: 'timestamptz',
      received_on: 'date',
      channel: 'text',
      sender_role: 'text',
      sender_name: 'text',
      sender_place: 'text',
      sender_phone: 'text',
      sender_email: 'text',
      call_when: 'text',
      youth_given_name: 'text',
      youth_family_name: 'text',
      youth_age: 'int',
      youth_phone: 'text',
      search_name: 'text',
      about: 'text',
      youth_knows: 'boolean',
      may_tell: 'text',
      state: 'text',
      handler_id: 'bigint',
      registered_by: 'bigint',
      close_note: 'text',
      version: 'int',
    },
    enquiries.map((enquiry, index) => {
      const { channel, role, sender, youth, handled } = enquiry
      const day = dayOf(enquiry)
      return {
        reference: `DMV-${String(101 + index * 37)}`,
        client_key: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
        received_at: at(day, enquiry.minute),
        received_on: day.toString(),
        channel,
        sender_role: role,
        sender_name: sender?.name ?? '',
        sender_place: sender?.place ?? '',
        sender_phone: sender?.phone ?? youth.phone ?? null,
        sender_email: sender?.email ?? null,
        call_when: enquiry.callWhen ?? '',
        youth_given_name: youth.given,
        youth_family_name: youth.family,
        youth_age: youth.age,
        youth_phone: youth.phone ?? null,
        search_name: searchName({ givenName: youth.given, familyName: youth.family }),
        about: enquiry.about,
        youth_knows: enquiry.knows,
        may_tell: role === 'youth' ? 'outcome' : 'receipt',
        state: handled === undefined ? 'new' : 'taken',
        handler_id: handled === undefined ? null : staffIds[handled.by],
        registered_by: channel === 'web' ? null : clerk,
        close_note: '',
        version: 1 + (handled?.steps.length ?? 0),
      }
    }),
  )
  const events = enquiries.flatMap((enquiry, index) => {
    const { channel, handled, minute } = enquiry
    const day = dayOf(enquiry)
    const event = (kind: ReferralEventKind, on: Temporal.PlainDate, by: number | null, note = '') => ({
      referral_id: ids[index],
      at: at(on, minute + (kind === 'received' ? 0 : 20)),
      day: on.toString(),
      staff_id: by,
      kind,
      note,
      details: kind === 'contacted' ? { with: 'call' } : {},
    })
    const by = handled === undefined ? null : (staffIds[handled.by] ?? null)
    return [
      event('received', day, channel === 'web' ? null : (clerk ?? null)),
      ...(handled?.steps ?? []).map(([kind, after, note]) =>
        event(kind, addWorkingDays(day, after, calendar), by, note),
      ),
    ]
  })
  // What somebody did is written on their behalf: row-level security lets nobody else sign for them.
  for (const [by, rows] of Map.groupBy(events, ({ staff_id }) => staff_id)) {
    await actFor(db, today, by)
    await bulkInsert(
      db,
      'referral_event',
      {
        referral_id: 'bigint',
        at: 'timestamptz',
        day: 'date',
        staff_id: 'bigint',
        kind: 'text',
        note: 'text',
        details: 'jsonb',
      },
      rows,
    )
  }
  await actFor(db, today, null)
  await sql`
    update entrance_setting set phone = '+4537000100', opening_hours = 'mandag-torsdag 9-15, fredag 9-13',
      out_of_hours = 'den sociale døgnvagt, 37 00 01 99'`.execute(db)
}

async function actFor(db: Db, today: Temporal.PlainDate, staffId: number | null): Promise<void> {
  await sql`select door.enter_as_system(${today}::date, 'start', ${staffId}::bigint)`.execute(db)
}
