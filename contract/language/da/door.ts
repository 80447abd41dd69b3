/** The pages that the server shows around log-in, before anybody is logged in. */
export const door = {
  tryAgain: 'Prøv at logge ind igen',
  toStart: 'Gå til forsiden',
  expiredTitle: 'Log ind blev afbrudt',
  expiredText: 'Der gik for lang tid, eller siden blev åbnet to gange. Begynd forfra, så går det godt.',
  cancelledTitle: 'Du blev ikke logget ind',
  cancelledText: 'Log ind blev afbrudt, eller du fik ikke lov hos log ind-tjenesten.',
  failedTitle: 'Log ind lykkedes ikke',
  failedText:
    'Vi kunne ikke genkende svaret fra log ind-tjenesten. Prøv igen. Bliver det ved, så spørg jeres it-hjælp.',
  unknownTitle: 'Du er ikke oprettet i Medgang',
  unknownText:
    'Din arbejdskonto virker, men Medgang kender dig ikke. Spørg din leder eller jeres administrator, om de vil oprette dig med samme e-mail.',
  noRoleTitle: 'Du har ingen rolle i Medgang lige nu',
  noRoleText:
    'Du er oprettet, men har ingen rolle i dag. Spørg din leder eller jeres administrator, om de vil give dig en.',
  providerTitle: 'Log ind-tjenesten svarer ikke',
  providerText: 'Medgang kan ikke nå den tjeneste, som I logger ind med. Prøv igen om lidt.',
  notSetUpTitle: 'Log ind er ikke sat op',
  notSetUpText:
    'Den, der driver Medgang, skal angive jeres log ind-tjeneste (OIDC_ISSUER, OIDC_CLIENT_ID og OIDC_CLIENT_SECRET). Læs hvordan i LAESMIG.md.',
  addressTitle: 'Medgang kender ikke sin egen adresse',
  addressText:
    'Den, der driver Medgang, skal angive adressen i PUBLIC_URL, før man kan logge ind fra andre maskiner end den, Medgang kører på.',
  tooManyTitle: 'Vent et øjeblik',
  tooManyText: 'Der kom for mange forsøg på kort tid. Vent et minut, og prøv igen.',
  requestId: 'Nævn {{id}}, hvis du beder om hjælp.',
  demoTitle: 'Hvem vil du være?',
  demoText:
    '{{municipality}} er en demo, og alle i den er opdigtede. Vælg en person for at logge ind. Der er ingen adgangskode.',
  trialText: 'Det her er en prøveinstallation uden adgangskoder. Vælg en person, og brug kun opdigtede unge.',
  trialCodeTitle: 'Skriv koden fra terminalen',
  trialCodeText:
    'Det her er en prøveinstallation uden adgangskoder. Koden viser, at det er dig, der har startet den: den står i det vindue, hvor Medgang blev startet. Du skal kun skrive den én gang i denne browser.',
  trialCodeLabel: 'Kode',
  trialCodeWrong:
    'Koden passer ikke. Medgang laver en ny, hver gang det starter: brug den nederste i vinduet.',
  trialCodeGoOn: 'Fortsæt',
  demoNobody: 'Der er ingen medarbejdere med en rolle i dag.',
  demoYouths_one: '{{count}} ung',
  demoYouths_other: '{{count}} unge',
} as const
