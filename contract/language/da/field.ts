/** What can be wrong with one field; the code comes with the field in `contract/errors.ts`. */
export const field = {
  required: 'Skal udfyldes.',
  invalid: 'Er ikke udfyldt rigtigt.',
  tooSmall: 'Skal være mindst {{min}}.',
  tooBig: 'Må højst være {{max}}.',
  tooLong: 'Må højst fylde {{max}} tegn.',
  day: 'Skriv datoen som dag.måned.år.',
  instant: 'Skriv både dag og klokkeslæt.',
  controlCharacter: 'Indeholder et tegn, der ikke kan gemmes. Skriv teksten igen.',
} as const
