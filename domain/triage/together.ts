import { type Sender, saysItIsTheirs } from '#domain/entrance/who-wrote.ts'

/** What an enquiry says of the young person. Empty and null are not known. */
export interface SaidOfYouth extends Sender {
  reference: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate | null
  /** As whoever wrote about themselves gave them, too: see {@link reachOf}. */
  youthPhone: string | null
  youthEmail: string | null
  senderPhone: string | null
  senderEmail: string | null
  youthKnows: boolean | null
}

/** Something that an enquiry said; `from` is the reference of the one that did, null where it is the one that goes on. */
export interface Said<Value> {
  value: Value
  from: string | null
}

/** What is known of a young person from all enquiries that became one. */
export interface Together {
  /** Only where the enquiry that goes on has no family name. */
  name: Said<string> | null
  birthDate: Said<Temporal.PlainDate> | null
  /** Every one that differs, the first being that of the enquiry that goes on where it has any. */
  phones: Said<string>[]
  emails: Said<string>[]
  /**
   * Whether the young person knows, as strictly as any of the senders said it: who does not know of one is not told of
   * it by whoever reads another. Null where it is the young person alone who wrote.
   */
  knows: Said<boolean | null> | null
}

/** How to reach the young person: whoever writes about themselves says it as the sender. */
export function reachOf(said: SaidOfYouth): { phone: string | null; email: string | null } {
  const isOwn = saysItIsTheirs(said)
  return {
    phone: (isOwn ? said.senderPhone : null) ?? said.youthPhone,
    email: (isOwn ? said.senderEmail : null) ?? said.youthEmail,
  }
}

/** @param goesOn the enquiry that goes on. @param merged those that were merged into it, the oldest first */
export function together(goesOn: SaidOfYouth, merged: readonly SaidOfYouth[]): Together {
  const all = [goesOn, ...merged]
  const from = (said: SaidOfYouth) => (said === goesOn ? null : said.reference)
  const each = <Value>(read: (said: SaidOfYouth) => Value | null): Said<Value>[] =>
    all.flatMap(said => {
      const value = read(said)
      return value === null || value === '' ? [] : [{ value, from: from(said) }]
    })
  const senders = all.filter(said => !saysItIsTheirs(said))
  const strictest =
    senders.find(({ youthKnows }) => youthKnows === false) ??
    senders.find(({ youthKnows }) => youthKnows === null) ??
    senders[0]
  return {
    name:
      goesOn.familyName === ''
        ? (each(({ givenName, familyName }) =>
            familyName === '' ? null : `${givenName} ${familyName}`,
          )[0] ?? null)
        : null,
    birthDate: each(({ birthDate }) => birthDate)[0] ?? null,
    phones: differing(each(said => reachOf(said).phone)),
    emails: differing(each(said => reachOf(said).email?.toLowerCase() ?? null)),
    knows: strictest === undefined ? null : { value: strictest.youthKnows, from: from(strictest) },
  }
}

function differing(all: Said<string>[]): Said<string>[] {
  return all.filter(({ value }, place) => all.findIndex(other => other.value === value) === place)
}
