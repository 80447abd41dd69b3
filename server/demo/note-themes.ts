/**
 * Sentences from which the notes of the demo are put together. `{navn}` is the given name; `{han}`, `{ham}` and
 * `{hans}` are the pronouns, with a capital where the sentence begins with one.
 */
export interface NoteTheme {
  subjectArea: string
  /** What the young person's page says about it, where it says something. */
  about: readonly string[]
  /** In the order in which it goes forward: each is told once. */
  told: readonly string[]
  agreed: readonly string[]
}

export const noteThemes = {
  sleep: {
    subjectArea: 'health',
    about: ['Sover dårligt og er bedst efter kl. 10.', 'Møder helst om eftermiddagen.'],
    told: [
      '{navn} har vendt op og ned på nat og dag og kommer først op ved middagstid.',
      '{Han} har sovet fire timer om natten i den sidste uge og er meget træt.',
      'Vi talte om en fast rytme: op, ud og noget at spise, før telefonen tændes.',
      'Søvnen er blevet bedre, siden telefonen bliver liggende i stuen om natten.',
      '{navn} stod op kl. 8 tre dage i denne uge. Det er {han} stolt af.',
    ],
    agreed: [
      '{navn} prøver at stå op kl. 9 hver dag indtil næste møde.',
      'Vi bestiller tid hos lægen om søvnen, og jeg går med.',
      'Jeg sender en sms om morgenen de dage, hvor {han} har noget på programmet.',
    ],
  },
  mind: {
    subjectArea: 'health',
    about: ['Bliver let overvældet af mange mennesker.', 'Angst: sig altid til, hvem der er med til mødet.'],
    told: [
      'Det har været nogle tunge uger. {navn} har ikke lyst til noget, men kom alligevel.',
      '{navn} fortæller om angst, især i bussen og i kantinen.',
      'Vi talte om, hvad der gør en god dag. Musik og at komme ud er øverst på listen.',
      'Udredningen i psykiatrien er sat i gang. {navn} er lettet over, at der sker noget.',
      '{Han} har talt med psykologen to gange og synes, at det hjælper at få sat ord på.',
      'Angsten fylder mindre. {Han} har handlet ind alene to gange i denne uge.',
    ],
    agreed: [
      'Jeg følger med til samtalen i psykiatrien.',
      'Vi spørger psykologen, om {han} kan få en tid inden for to uger.',
      '{navn} skriver til mig, hvis det bliver for meget, og jeg ringer op samme dag.',
      'Vi øver bussen sammen på torsdag.',
    ],
  },
  addiction: {
    subjectArea: 'addiction',
    about: ['Går hos misbrugsrådgiver. Tal om det uden for venteværelset.'],
    told: [
      '{navn} vil gerne skære ned, men er bange for at miste vennerne.',
      '{navn} ryger stadig hash om aftenen, men har holdt fri i hverdagene.',
      'Der har været et tilbagefald i weekenden. Vi talte om, hvad der gik forud.',
      'Samtalerne hos misbrugsrådgiveren går godt, og {han} møder hver gang.',
      '{Han} har ikke røget i tre uger og mærker, at hovedet er klarere.',
    ],
    agreed: [
      'Misbrugsrådgiveren er med til næste møde.',
      '{navn} holder fri de dage, hvor {han} er i praktik.',
      'Vi ser på en plan for weekenderne næste gang.',
    ],
  },
  money: {
    subjectArea: 'economy',
    about: ['Har gæld og en afdragsordning.', 'Får hjælp til budgettet.'],
    told: [
      'Pengene slap op den 20. Vi gik kontoen igennem sammen.',
      '{navn} har fået tre rykkere og har ikke åbnet den ene.',
      'Der er gæld til et teleselskab og et lån på nettet. {Han} kendte ikke det samlede beløb.',
      'Budgettet holder for anden måned i træk.',
      'Afdragsordningen er på plads, og {navn} kan se en ende på det.',
    ],
    agreed: [
      'Vi åbner posten sammen næste gang, også den digitale.',
      'Gældsrådgiveren ringer til {ham} i næste uge.',
      'Jeg går med i banken og får stoppet det dyre abonnement.',
      '{navn} tager de sidste tre kontoudtog med.',
    ],
  },
  housing: {
    subjectArea: 'housing',
    about: ['Bor midlertidigt hos en ven.', 'Er skrevet op til en ungdomsbolig.'],
    told: [
      'Det går skidt med naboen, og {navn} tør næsten ikke gå på trappen.',
      '{navn} bor stadig på sofaen hos en ven og skal være ude til den første.',
      '{Han} er flyttet hjem til sin mor, mens vi finder noget andet.',
      'Der er kommet tilbud om en ungdomsbolig. {Han} er både glad og nervøs.',
      'Lejligheden ser godt ud. {navn} har selv malet stuen.',
    ],
    agreed: [
      'Vi søger om indskudslån sammen.',
      'Boligrådgiveren ser på listen over ledige ungdomsboliger.',
      'Jeg ringer til udlejeren, når {navn} er med på telefonen.',
      'Vi ser på boligen sammen, før {han} siger ja.',
    ],
  },
  family: {
    subjectArea: 'family',
    about: [
      'Mormor er den, {han} ringer til.',
      'Har et godt forhold til sin storesøster.',
      'Træneren i klubben betyder meget.',
    ],
    told: [
      'Der er uro derhjemme, og {han} er mest på sit værelse.',
      '{navn} føler sig alene og ser næsten ingen på sin egen alder.',
      '{navn} har talt med sin far for første gang i et halvt år.',
      'Mor var med det meste af mødet. De er enige om, hvad der skal ske nu.',
      'Mormor har hjulpet med at få lavet en madplan.',
      'Vennerne fra klubben har spurgt, om {han} vil begynde igen.',
      '{navn} har været til fødselsdag hos sin søster og blev hele aftenen.',
    ],
    agreed: [
      'Vi inviterer mor med til næste møde, hvis {navn} stadig vil det.',
      '{navn} ringer til mormor om at bo der i en periode.',
      'Mentoren går med i klubben den første gang.',
      'Vi ser på netværket igen næste gang: hvem kan {han} ringe til?',
    ],
  },
  school: {
    subjectArea: 'education',
    about: [
      'Vil gerne noget med biler.',
      'Drømmer om at blive frisør.',
      'Vil gerne arbejde med dyr.',
      'Er god til at lave mad.',
      'Er ordblind og bruger oplæsning.',
    ],
    told: [
      'Vi talte om, hvorfor grundforløbet gik i stå sidst, og hvad der skal være anderledes.',
      '{navn} siger: "Jeg vil gerne noget, hvor man kan se, hvad man har lavet."',
      '{Han} har læst om tre uddannelser og har streget den ene ud.',
      'Matematik er det, der spænder ben. {Han} vil gerne tage faget op igen.',
      'Ordblindetesten er taget, og {han} får en pc med oplæsning.',
      'FGU går bedre end ventet. {navn} er mødt fire ud af fem dage.',
      '{navn} har været på besøg på erhvervsskolen og vil gerne se mere af værkstedet.',
    ],
    agreed: [
      'Uddannelsesvejlederen viser os skolen i næste måned.',
      'Vi skriver ansøgningen sammen næste gang.',
      '{navn} er med i en brobygningsuge, og jeg ringer midt i ugen.',
      'Vi aftaler med skolen, hvem der tager imod den første dag.',
      '{navn} finder to uddannelser mere, som {han} vil høre om.',
    ],
  },
  work: {
    subjectArea: 'education',
    about: ['Er i praktik og glad for det.', 'Har fritidsjob i weekenden.'],
    told: [
      '{navn} vil hellere arbejde ude end inde. Det ved vi nu.',
      'Vi var på besøg på værkstedet. {navn} viste selv rundt.',
      'Praktikken går godt. Mesteren siger, at {navn} er stille, men møder til tiden.',
      '{navn} blev sendt hjem fra praktikken, fordi {han} kom for sent for tredje gang.',
      '{Han} har fået lov at stå ved kassen og klarede det fint.',
      'Fritidsjobbet er blevet til 12 timer om ugen.',
    ],
    agreed: [
      'Virksomhedskonsulenten finder et sted at prøve af i tre uger.',
      'Vi holder næste møde på arbejdspladsen.',
      '{navn} ringer selv til mesteren, og jeg sidder ved siden af.',
      'Praktikken forlænges med fire uger.',
    ],
  },
  everyday: {
    subjectArea: 'other',
    about: [
      'Vil gerne gå en tur under mødet.',
      'Kan godt lide at få aftalen på sms bagefter.',
      'Spiller meget og er dygtig til det.',
    ],
    told: [
      '{navn} har selv ryddet op i sin post og skrevet spørgsmål ned til mig.',
      '{navn} har fået kørekort til knallert og kommer lettere omkring.',
      '{navn} har fået en hund at passe og kommer ud hver dag.',
      '{Han} har meldt sig til fodbold om mandagen.',
      'Det har været en stille måned uden de store udsving.',
    ],
    agreed: [
      'Vi mødes samme sted næste gang.',
      '{navn} vælger, hvor vi mødes næste gang.',
      'Vi samler op på planen næste gang.',
    ],
  },
} as const satisfies Record<string, NoteTheme>

/** What is told between the steps of the themes, when it goes on as before. */
export const steady: readonly string[] = [
  'Det går fremad i små skridt.',
  'Vi fulgte op på det, vi aftalte sidst.',
  '{navn} har gjort det, {han} lovede.',
  'Ikke de store ændringer siden sidst.',
  '{navn} nåede ikke det hele og vil prøve igen.',
  '{Han} virker mere rolig end sidst.',
  'Vi så på planen sammen. {navn} satte selv to flueben.',
  'Det har været en god uge.',
  '{navn} var træt i dag, og vi holdt det kort.',
  'Vi talte om ugen, der kommer.',
  '{navn} ville helst tale om noget andet i dag, og det gjorde vi.',
  '{Han} spørger selv, hvad næste skridt er.',
]

export type ThemeName = keyof typeof noteThemes
