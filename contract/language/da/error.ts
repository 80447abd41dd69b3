/** One text per code of `contract/errors.ts`: what happened and what one can do. */
export const error = {
  badInput: 'Noget af det, der er skrevet, skal rettes.',
  notLoggedIn: 'Du er blevet logget ud. Log ind igen for at gå videre.',
  notPermitted: 'Det har du ikke adgang til. Spørg din leder, hvis du mangler adgang til dit arbejde.',
  notFound: 'Det findes ikke, eller du har ikke adgang til det.',
  changedMeanwhile: 'En anden har ændret det samme imens. Se ændringen, og gem igen. Din tekst er bevaret.',
  conflict: 'Det passer ikke med det, der allerede er registreret.',
  tooLarge: 'Det fylder for meget.',
  tooMany: 'Der kom for mange forsøg på kort tid. Vent et minut, og prøv igen.',
  unsupported: 'Filtypen kan ikke læses.',
  refused: 'Det kan ikke lade sig gøre.',
  unavailable: 'Medgang svarer ikke lige nu. Prøv igen om lidt.',
  unexpected: 'Noget gik galt hos os. Prøv igen om lidt.',
  offline: 'Der er ingen forbindelse. Prøv igen, når du har net.',
  requestId: 'Nævn {{id}}, hvis du beder om hjælp.',
} as const
