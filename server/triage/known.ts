import type { KnownPerson } from '#domain/person/likeness.ts'

/** Who an enquiry is about, on its way from the database. */
export interface EnquiryPerson {
  givenName: string
  familyName: string
  birthDate: string | null
  phone: string | null
  email: string | null
  /** Telephone numbers of whoever wrote about somebody else. */
  home: readonly string[]
  /** The same, and their e-mail addresses. */
  senders: readonly string[]
}

/** Somebody in the register, with the numbers and addresses left where they are: only whether they are the same. */
export interface LikelyRow {
  givenName: string
  familyName: string
  birthDate: string
  samePhone: boolean
  sameEmail: boolean
  sameHome: boolean
}

export function knownPerson(person: EnquiryPerson): KnownPerson {
  return {
    givenName: person.givenName,
    familyName: person.familyName,
    birthDate: person.birthDate === null ? null : Temporal.PlainDate.from(person.birthDate),
    phone: person.phone,
    email: person.email?.toLowerCase() ?? null,
    relativesPhones: person.home,
    senders: person.senders,
  }
}

/** The same of somebody in the register, as far as it is what the enquiry says too. */
export function knownYouth(row: LikelyRow, enquiry: KnownPerson): KnownPerson {
  return {
    givenName: row.givenName,
    familyName: row.familyName,
    birthDate: Temporal.PlainDate.from(row.birthDate),
    phone: row.samePhone ? enquiry.phone : null,
    email: row.sameEmail ? enquiry.email : null,
    relativesPhones: row.sameHome ? enquiry.relativesPhones : [],
    senders: [],
  }
}
