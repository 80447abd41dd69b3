/** How notes of meetings and calls begin; all that is written about the others. */
export const openings = {
  meeting: [
    'Møde som aftalt.',
    '{navn} kom til tiden og var i godt humør.',
    '{navn} kom lidt for sent, men vi nåede det hele.',
    'Opfølgning på sidste møde.',
    'Kort møde i dag, fordi {navn} skulle videre.',
    'Godt møde.',
  ],
  call: [
    'Opkald imellem to møder.',
    'Ringede for at høre, hvordan det går.',
    '{navn} ringede selv tilbage.',
    'Kort opfølgning i telefonen.',
    'Talte med {navn} på vej hjem fra praktik.',
    'En kort snak midt i ugen.',
  ],
  text: [
    'Sendte sms om mødet i morgen. {navn} svarede med en tommelfinger.',
    '{navn} skrev, at praktikken gik godt. Skrev tillykke tilbage.',
    'Sms om, at papirerne er sendt.',
    'Mindede om tiden hos lægen.',
    '{navn} skrev, at {han} er forkølet, men kommer på fredag.',
    'Sendte adressen på det sted, hvor vi mødes.',
  ],
  noShow: [
    '{navn} udeblev. Ringede uden svar og sendte en sms.',
    '{navn} kom ikke. Skrev bagefter, at {han} havde sovet over sig.',
    'Udeblev. Vi aftalte på sms at prøve igen i næste uge.',
    '{navn} kom ikke til mødet. Lagde en besked om en ny tid.',
    'Udeblev fra mødet. Mor siger, at {han} har det skidt. Jeg henter {ham} næste gang.',
  ],
  unanswered: [
    'Ringede uden svar. Lagde en besked.',
    'Intet svar. Prøver igen i morgen formiddag.',
    'Telefonen var slukket. Skrev en sms.',
    'Intet svar. {navn} plejer at tage telefonen efter kl. 12.',
  ],
  welcome: [
    'Første møde. {navn} fortalte, hvad der er sket indtil nu, og hvad {han} håber på.',
    'Velkomstsamtale. Vi lærte hinanden at kende og aftalte, hvordan vi holder kontakten.',
    'Første samtale om, hvad {navn} kan selv, og hvad {han} har brug for hjælp til.',
  ],
  goodbye: [
    'Sidste møde. {navn} er klar til at gå videre og ved, hvem {han} kan ringe til.',
    'Afsluttende samtale. Vi så tilbage på, hvad der er lykkedes.',
    'Sagen afsluttes efter aftale. {navn} har mit nummer, hvis der bliver brug for det.',
  ],
} as const

interface Place {
  place: string
  /** What a note from there begins with; null: as notes of meetings do. */
  opening: string | null
}

/** Where people meet, by weight. */
export const places: Readonly<Record<'meeting' | 'accompaniment', readonly (readonly [Place, number])[]>> = {
  meeting: [
    [{ place: 'UngeCentret', opening: null }, 50],
    [{ place: 'Hjemme hos den unge', opening: 'Hjemmebesøg.' }, 18],
    [{ place: 'Hos mentor', opening: 'Vi mødtes hos mentoren.' }, 8],
    [{ place: 'På praktikstedet', opening: 'Møde på praktikstedet.' }, 8],
    [{ place: 'Gåtur', opening: 'Vi gik en tur.' }, 6],
    [{ place: 'På skolen', opening: 'Vi mødtes på skolen.' }, 6],
    [{ place: 'Cafeen på biblioteket', opening: null }, 4],
  ],
  accompaniment: [
    [{ place: 'Lægehuset, Torvet 4', opening: 'Fulgte med til lægen.' }, 30],
    [{ place: 'Banken, Søndergade', opening: 'Fulgte med i banken.' }, 15],
    [{ place: 'Psykiatrien', opening: 'Fulgte med til samtalen i psykiatrien.' }, 18],
    [{ place: 'Erhvervsskolen', opening: 'Fulgte med til rundvisning på erhvervsskolen.' }, 17],
    [{ place: 'Boligforeningen', opening: 'Fulgte med til mødet med boligforeningen.' }, 10],
    [{ place: 'Tandlægen, Skolegade', opening: 'Fulgte med til tandlægen.' }, 10],
  ],
}

export const activityDescriptions = {
  education: [
    'Grundforløb 1, erhvervsskolen',
    'HF-enkeltfag, matematik',
    '10. klasse',
    'Grundforløb 2, teknik',
  ],
  work: ['Fritidsjob i supermarked', 'Weekendjob på café', 'Vikar i lager'],
  internship: [
    'Praktik på Åstrup Cykelværksted',
    'Praktik i Børnehuset Mælkevejen',
    'Praktik hos Tøndersø Tømrer',
    'Praktik på plejecentret Solgården',
    'Praktik i Lindebæk Planteskole',
    'Praktik i køkkenet på Hotel Åstrup',
  ],
  fgu: ['FGU, produktionsgrunduddannelse, køkken', 'FGU, almen grunduddannelse', 'FGU, værksted'],
  production: ['Produktionshold, træ', 'Produktionshold, genbrug'],
  treatment: ['Samtaler hos psykolog', 'Forløb hos misbrugsrådgiver'],
  course: ['Mestringsforløb', 'Kom godt i gang, 8 uger', 'Hold for unge med angst'],
  other: ['Frivillig i genbrugsbutik', 'Motionshold'],
} as const
