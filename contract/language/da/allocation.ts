/** Hvem skal have hvem: hvorfor en fordeling ikke kan beregnes, og hvad kommandoen i terminalen skriver. */
export const allocation = {
  noCases: 'Der er ingen unge at fordele.',
  noCaseworkers: 'Der er ingen medarbejdere at fordele til.',
  everybodyAway: 'Alle medarbejdere er fraværende, så ingen kan få en ung.',
  sumsTooLarge:
    'Priserne på belastning og de mange minutter bliver tilsammen så store, at der ikke kan regnes nøjagtigt med dem. Sæt priserne ned, eller se efter, om en medarbejder har alt for få minutter.',
  loadPriceNotRising:
    'Prisen på belastning skal stige trin for trin: hele procenter, hele point, og aldrig mindre end trinnet før.',
  ownPriceNotRising: 'Prisen på belastning for {{caseworker}} skal stige trin for trin.',
  duplicateCase: 'Den unge {{case}} står der mere end én gang.',
  duplicateCaseworker: 'Medarbejderen {{caseworker}} står der mere end én gang.',
  duplicatePair: 'For den unge {{case}} står den samme medarbejder der mere end én gang.',
  nobodyMay: 'Ingen må få den unge {{case}}, og den unge må heller ikke vente.',
  aboveEveryCeiling: 'Den unge {{case}} tager mere tid, end der er under nogens loft.',
  minutesOutOfRange:
    'Minutter om måneden for den unge {{case}} skal være et helt tal over 0, og ikke mere end der er i en måned. Der står {{value}}.',
  costOutOfRange:
    'Point for den unge {{case}} skal være et helt tal inden for 100 millioner. Der står {{value}}.',
  capacityOutOfRange:
    'Minutter om måneden for medarbejderen {{caseworker}} skal være et helt tal over 0, og ikke mere end der er i en måned. Der står {{value}}. Er medarbejderen væk, så sæt "available" til false.',
  limitOutOfRange:
    'Loftet for medarbejderen {{caseworker}} skal være et helt antal unge eller minutter. Der står {{value}}.',
  baseOutOfRange:
    'Det, medarbejderen {{caseworker}} har ved siden af, skal være hele tal fra 0, og minutterne ikke flere, end der er i en måned. Der står {{value}}.',
  baseAboveLimit: 'Medarbejderen {{caseworker}} har {{taken}} ved siden af, men loftet er {{most}}.',
  unknownCaseworker: 'For den unge {{case}} er nævnt medarbejderen {{caseworker}}, som ikke findes.',
  lockedToAway: 'Den unge {{case}} er låst til {{caseworker}}, som er fraværende.',
  lockedToForbidden: 'Den unge {{case}} er låst til {{caseworker}}, som ikke må få den unge ({{reason}}).',
  locksAboveCeiling: 'Der er låst {{locked}} til {{caseworker}}, men loftet giver kun plads til {{most}}.',
  notEnoughRoom:
    'Der er ikke plads til alle: der skal være plads til mindst {{needed}}, og lofterne giver plads til {{room}}.',
  rulesConflict:
    'Reglerne kan ikke holdes på én gang: {{cases}} skal have en medarbejder, og der er ikke plads under lofterne for {{limits}}.',
  limitOf: '{{caseworker}} ({{most}})',
  amount_minutes_one: '{{count}} minut om måneden',
  amount_minutes_other: '{{count}} minutter om måneden',
  amount_cases_one: '{{count}} ung',
  amount_cases_other: '{{count}} unge',
  amountIn: '{{what}} i {{group}}',
  andMore_one: '{{names}} og {{count}} til',
  andMore_other: '{{names}} og {{count}} til',
  notFound: 'Der blev ikke fundet en fordeling, som holder reglerne. Prøv med flere sekunder.',

  noFile: 'Skriv, hvilken fil der skal fordeles ud fra.',
  fileMissing: 'Filen {{path}} kan ikke læses.',
  notUtf8: 'Filen {{path}} er ikke skrevet i UTF-8. Gem den som UTF-8, og prøv igen.',
  notJson: 'Filen {{path}} er ikke JSON.',
  notOfForm:
    'Filen {{path}} har ikke den rigtige form. Det første, der er forkert, er {{place}}. Se docs/allocation.md.',
  theWhole: 'filen som helhed',
  badGap:
    'Filen {{path}} er ikke en fil med opgaver af typen "generalized assignment". Se docs/allocation.md.',
  noInstance_one: 'Filen har {{count}} opgave, så nummer {{number}} findes ikke.',
  noInstance_other: 'Filen har {{count}} opgaver, så nummer {{number}} findes ikke.',
  badNumber: '{{option}} skal være et helt tal fra {{least}} til {{most}}, men er "{{given}}".',
  badFormat: 'Formatet "{{given}}" findes ikke. Vælg medgang eller orlib-gap.',
  found:
    'Opgave {{instance}}: {{objective}} point, højst {{gap}} % over det bedste, der er muligt ({{seconds}} s). Det samme igen: --iterations {{iterations}} --nodes {{nodes}} --seed {{seed}}.',
} as const
