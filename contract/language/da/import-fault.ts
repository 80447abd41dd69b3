/** Why a row of a case list is refused, and what to do; one text per code in `contract/imports.ts`. */
export const importFault = {
  nameMissing: 'Navnet mangler.',
  nameIncomplete: 'Skriv både fornavn og efternavn.',
  nameTooLong: 'Navnet er for langt. Der er plads til 100 tegn i hvert navn.',
  identityMissing: 'Skriv CPR-nummer eller fødselsdato, så personen kan kendes igen.',
  cprCharacters: 'CPR-nummeret må kun have tal og en bindestreg.',
  cprRounded: 'Regnearket har afrundet CPR-nummeret. Skriv det igen som tekst.',
  cprLength: 'CPR-nummeret skal have 10 cifre.',
  cprDate: 'CPR-nummeret begynder ikke med en dato, der findes.',
  birthDateNotCpr: 'Fødselsdatoen passer ikke med CPR-nummeret.',
  ageOutside: 'Fødselsåret {{year}} kan ikke passe for en ung.',
  dateInvalid: '"{{value}}" er ikke en dato. Skriv den som dag-måned-år, for eksempel 24-12-2025.',
  dateFuture: 'Datoen ligger ude i fremtiden.',
  dateBeforeBirth: 'Datoen ligger før fødslen.',
  phoneInvalid: 'Telefonnummeret skal have 8 cifre, og der må kun stå ét nummer.',
  emailInvalid: 'E-mailadressen er ikke skrevet rigtigt.',
  tooLong: 'Teksten er for lang.',
  yesNoUnknown: 'Skriv ja eller nej i stedet for "{{value}}".',
  languageUnknown: 'Sproget "{{value}}" kendes ikke. Skriv for eksempel dansk eller arabisk.',
  targetGroupUnknown:
    'Målgruppen "{{value}}" findes ikke. Skriv den, som den hedder under Opsætning, for eksempel aktivitetsparat.',
  benefitUnknown: 'Ydelsen "{{value}}" kendes ikke. Skriv for eksempel kontanthjælp, SU eller anden ydelse.',
  programmeUnknown: 'Indsatsen "{{value}}" findes ikke. Opret den under Opsætning, eller ret navnet.',
  caseworkerAmbiguous: 'Der er flere medarbejdere med det navn. Skriv e-mailen i stedet.',
  caseworkerWithoutRole:
    'Medarbejderen har ikke rollen som socialrådgiver. Giv rollen under Medarbejdere, eller ret navnet.',
  caseworkerBarred:
    'Der er en spærring mellem den unge og rådgiveren. Vælg en anden rådgiver til den unge, eller lad feltet stå tomt.',
  caseworkerByLeader:
    'Den unge er her i forvejen, og kun en leder kan skifte socialrådgiver. Lad feltet stå tomt, eller bed en leder om at hente listen.',
  caseworkerSelf: 'Du kan ikke give dig selv en ung. Bed en leder om at fordele sagen.',
  duplicateInFile:
    'Samme person står også i række {{otherRow}}, med andre oplysninger. Lad kun den ene række stå.',
  identityAmbiguous: 'Der er flere unge med samme navn og fødselsdato. Skriv CPR-nummeret.',
  identityNear:
    'Ligner en ung, der er her i forvejen, med samme fødselsdato og næsten samme navn. Ret stavemåden, eller skriv CPR-nummeret.',
  identityOtherName: 'CPR-nummeret hører til en ung med et helt andet navn. Er rækkerne blevet forskudt?',
  olderThanRegister: 'Her er allerede registreret noget nyere. Ret datoen, eller ret det på den unges side.',
  periodOverlap: 'Datoen falder i en periode, der allerede er registreret. Ret den på den unges side.',
} as const
