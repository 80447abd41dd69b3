import type { SenderRole } from '#contract/entrance.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import type { BoundField, Form } from '#web/kit/form.tsx'
import { Card, Inline, Stack } from '#web/kit/layout.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { type EnquiryValues, isAsked, isPlaced, senderRoles } from './enquiry-values.ts'

/** The part of a form that both the public page and the staff's have. */
export interface EnquiryForm {
  values: EnquiryValues
  field: Form<EnquiryValues>['field']
}

interface Asked {
  form: EnquiryForm
  today: Temporal.PlainDate
  /** Who fills it in: words and what is required differ. */
  by: 'sender' | 'staff'
}

/** A choice that begins with none: the chips know null, the values an empty text. */
function chosen<Value extends string>(field: BoundField<Value | ''>): BoundField<Value | null> {
  return {
    ...field,
    value: field.value === '' ? null : (field.value as Value),
    onChange: value => field.onChange(value ?? ''),
  }
}

/** The first question; everything else follows from it. */
export function RoleField({ form, by }: Omit<Asked, 'today'>) {
  const say = useSay()
  const label = (role: SenderRole) =>
    say(by === 'staff' && role === 'youth' ? 'entrance.sender_youth' : `entrance.${role}Role`)
  return (
    <ChoiceChips
      {...chosen<SenderRole>(form.field('senderRole'))}
      label={say(by === 'staff' ? 'entrance.whoIsIt' : 'entrance.whoAreYou')}
      choices={senderRoles.map(role => ({ value: role, label: label(role) }))}
    />
  )
}

/** Who asks where it is about somebody else. */
export function SenderFields({ form, by }: Omit<Asked, 'today'>) {
  const say = useSay()
  const { senderRole } = form.values
  if (senderRole === 'youth' || senderRole === '') return null
  const staff = by === 'staff'
  return (
    <>
      <TextField
        {...form.field('senderName')}
        label={say(staff ? 'entrance.senderName' : 'entrance.yourName')}
        {...(staff ? { hint: say('entrance.senderNameHint') } : { autoComplete: 'name' })}
        optional={staff}
        size="full"
        maxLength={200}
      />
      {isPlaced(senderRole) && (
        <TextField
          {...form.field('senderPlace')}
          label={say(staff ? 'entrance.senderPlace' : `entrance.${senderRole}Place`)}
          optional
          size="full"
          maxLength={200}
        />
      )}
    </>
  )
}

/** How to reach whoever asks. Alone, one must say one way; with staff there may be none. */
export function ReachFields({ form, by }: Omit<Asked, 'today'>) {
  const say = useSay()
  const staff = by === 'staff'
  return (
    <Card title={say(staff ? 'entrance.senderReach' : 'entrance.reach')}>
      <Stack gap="medium">
        {!staff && <p className="mg-quiet">{say('entrance.reachHint')}</p>}
        <TextField
          {...form.field('senderPhone')}
          label={say('entrance.phone')}
          type="tel"
          autoComplete={staff ? 'off' : 'tel'}
          optional={staff || form.values.senderEmail.trim() !== ''}
          maxLength={30}
        />
        <TextField
          {...form.field('senderEmail')}
          label={say('entrance.email')}
          type="email"
          autoComplete={staff ? 'off' : 'email'}
          optional={staff || form.values.senderPhone.trim() !== ''}
          size="full"
          maxLength={254}
        />
        <TextField
          {...form.field('callWhen')}
          label={say(staff ? 'entrance.senderCallWhen' : 'entrance.callWhen')}
          hint={say('entrance.callWhenHint')}
          optional
          size="full"
          maxLength={200}
        />
      </Stack>
    </Card>
  )
}

/** Whom it is about; the first name is enough. */
export function YouthFields({ form, today, by }: Asked) {
  const say = useSay()
  const staff = by === 'staff'
  const self = form.values.senderRole === 'youth' && !staff
  return (
    <Card title={say(staff ? 'entrance.theYouth' : self ? 'entrance.aboutYou' : 'entrance.whomAbout')}>
      <Stack gap="medium">
        <Inline>
          <TextField
            {...form.field('youthGivenName')}
            label={say('entrance.givenName')}
            autoComplete={self ? 'given-name' : 'off'}
            maxLength={100}
          />
          <TextField
            {...form.field('youthFamilyName')}
            label={say('entrance.familyName')}
            autoComplete={self ? 'family-name' : 'off'}
            optional
            maxLength={100}
          />
        </Inline>
        <DateField
          {...form.field('youthBirthDate')}
          label={say('entrance.birthDate')}
          optional
          max={today}
          example={today.subtract({ years: 17 })}
        />
        {isAsked('youthAge', form.values, staff ? 'withStaff' : 'alone') && (
          <TextField
            {...form.field('youthAge')}
            label={say('entrance.age')}
            {...(self ? {} : { hint: say('entrance.ageHint') })}
            optional
            inputMode="numeric"
            size="short"
            maxLength={2}
          />
        )}
        {form.values.senderRole !== 'youth' && (
          <>
            <Inline>
              <TextField
                {...form.field('youthPhone')}
                label={say('entrance.youthPhone')}
                type="tel"
                optional
                maxLength={30}
              />
              {staff && (
                <TextField
                  {...form.field('youthEmail')}
                  label={say('entrance.youthEmail')}
                  type="email"
                  optional
                  maxLength={254}
                />
              )}
            </Inline>
            <ChoiceChips
              {...form.field('youthKnows')}
              label={say(staff ? 'entrance.staffKnows' : 'entrance.youthKnows')}
              {...(staff ? {} : { hint: say('entrance.youthKnowsHint') })}
              optional
              choices={[
                { value: 'yes', label: say('entrance.knows_yes') },
                { value: 'no', label: say('entrance.knows_no') },
                { value: 'unknown', label: say('entrance.knows_unknown') },
              ]}
            />
          </>
        )}
      </Stack>
    </Card>
  )
}

/** In own words. */
export function AboutField({ form, by }: Omit<Asked, 'today'>) {
  const say = useSay()
  const hint =
    by === 'staff'
      ? 'entrance.staffWhatHint'
      : form.values.senderRole === 'youth'
        ? 'entrance.whatHintYouth'
        : 'entrance.whatHintOther'
  return (
    <TextArea
      {...form.field('about')}
      label={say(by === 'staff' ? 'entrance.staffWhat' : 'entrance.what')}
      hint={say(hint)}
      {...(by === 'sender' ? { below: say('entrance.noCpr') } : {})}
      rows={6}
      maxLength={4000}
    />
  )
}
