import { useSay } from '#web/calls/language.tsx'
import type { FieldFault, Form } from '#web/kit/form.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { CompetencesField } from './competences-field.tsx'
import { LanguagesField } from './languages-field.tsx'

/** What is written about somebody, new or not. */
export interface Particulars {
  givenName: string
  familyName: string
  email: string
  phone: string
  profession: string
  competences: readonly string[]
  languages: readonly string[]
  /** Postal codes as they are written, with commas or spaces between. */
  places: string
}

export function checkParticulars(values: Particulars): FieldFault[] {
  return [
    ...(['givenName', 'familyName', 'profession'] as const).flatMap(field =>
      values[field].trim() === '' ? [{ field, code: 'required' }] : [],
    ),
    ...(postalCodesOf(values.places).every(code => /^\d{4}$/.test(code))
      ? []
      : [{ field: 'places', code: 'postalCodes' }]),
  ]
}

/** "6200, 6230" as codes. */
function postalCodesOf(places: string): string[] {
  return places.split(/[\s,;]+/u).filter(code => code !== '')
}

/** What is written, as it is sent. */
export function sentParticulars<Values extends Particulars>({ places, ...values }: Values) {
  return {
    ...values,
    competences: [...values.competences],
    languages: [...values.languages],
    postalCodes: postalCodesOf(places),
  }
}

/** Name, ways of contact, profession and competences. */
export function ParticularsFields<Values extends Particulars>({
  form,
  competences,
}: {
  form: Form<Values>
  competences: readonly { code: string; name: string }[]
}) {
  const say = useSay()
  // A form of more than these has these too.
  const { field } = form as unknown as Form<Particulars>
  return (
    <>
      <Inline>
        <TextField {...field('givenName')} label={say('staff.givenName')} maxLength={100} />
        <TextField {...field('familyName')} label={say('staff.familyName')} maxLength={100} />
      </Inline>
      <TextField
        {...field('profession')}
        label={say('staff.profession')}
        hint={say('staff.professionHint')}
        maxLength={100}
      />
      <TextField
        {...field('email')}
        label={say('staff.email')}
        hint={say('staff.emailHint')}
        type="email"
        optional
        size="full"
        maxLength={254}
      />
      <TextField {...field('phone')} label={say('staff.phone')} type="tel" optional maxLength={30} />
      <CompetencesField {...field('competences')} known={competences} />
      <LanguagesField {...field('languages')} />
      <TextField
        {...field('places')}
        label={say('staff.postalCodes')}
        hint={say('staff.postalCodesHint')}
        optional
        maxLength={500}
      />
    </>
  )
}
