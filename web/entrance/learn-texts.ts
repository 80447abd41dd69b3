import { loadChosenLanguage } from '#web/calls/language.tsx'

/** The texts that the public pages say beside those of the frame: a phone on the road fetches no others first. */
export async function learnEntranceTexts(): Promise<void> {
  const say = await loadChosenLanguage()
  if (say.language === 'da') {
    const [{ entrance }, { field }, { reason }] = await Promise.all([
      import('#contract/language/da/entrance.ts'),
      import('#contract/language/da/field.ts'),
      import('#contract/language/da/reason.ts'),
    ])
    say.learn({ entrance, field, reason })
  } else {
    const [{ entrance }, { field }, { reason }] = await Promise.all([
      import('#contract/language/en/entrance.ts'),
      import('#contract/language/en/field.ts'),
      import('#contract/language/en/reason.ts'),
    ])
    say.learn({ entrance, field, reason })
  }
}
