export type Gender = 'female' | 'male'

interface NamePool {
  language: string
  female: readonly string[]
  male: readonly string[]
  family: readonly string[]
}

const words = (text: string): string[] => text.trim().split(/\s+/u)

/** Common names only, put together by chance; the first pool is by far the largest group. */
export const namePools: readonly (readonly [NamePool, number])[] = [
  [
    {
      language: 'da',
      female: words(`Ida Emma Sofie Freja Laura Clara Anna Mathilde Sara Julie Caroline Maja Cecilie Line
        Signe Nanna Astrid Josefine Victoria Amalie Karla Alberte Liva Frida Ella Marie Katrine Camilla Louise
        Stine Rikke Trine Maria Ditte Sille Asta Lærke Olivia Alma Agnes Filippa Rosa Silje Malou Emilie
        Thea Isabella Johanne Merle Smilla Vilma Andrea Celina Michelle Natasja Pernille Simone Tanja Zenia Åse`),
      male: words(`Emil Magnus Mikkel Oliver Lucas Noah William Frederik Christian Rasmus Mathias Jonas Tobias
        Kasper Nikolaj Victor Sebastian Marcus Simon Andreas Jakob Malthe Alexander August Oscar Anton Carl
        Valdemar Elias Villads Johan Mads Søren Anders Daniel Benjamin Kristian Patrick Dennis Kevin Jeppe Asger
        Bertil Aksel Storm Silas Laurits Gustav Philip Theo Bjørn Bastian Casper Kenneth Martin Nicklas Thomas Østen`),
      family: words(`Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen
        Petersen Madsen Kristensen Olsen Thomsen Poulsen Johansen Knudsen Mortensen Møller Lund Holm Schmidt
        Jakobsen Berg Bech Dahl Friis Krogh Kjær Bæk Skov Toft Vestergaard Østergaard Nørgaard Søndergaard
        Damgaard Overgaard Bruun Winther Bang Brandt Lauridsen Frandsen Ravn Juhl Kofoed Bundgaard Dam Hald Lind
        Eriksen Clausen Simonsen Svendsen Andreasen Iversen Mathiesen Laursen Ibsen Nygaard Steffensen Therkildsen
        Bonde Ejlersen Fuglsang Gade Hedegaard Kragh Lykke Munk Nissen Ploug Riis Storgaard Thorup Uhrskov Ågaard`),
    },
    86,
  ],
  [
    {
      language: 'ar',
      female: words('Amira Noor Layla Yasmin Hiba Mariam Rania Salma Zahra Dina Rim Huda'),
      male: words('Omar Yusuf Ali Hamza Karim Bilal Samir Tarek Ziad Anas Nabil Idris'),
      family: words('Said Haddad Khalil Nasser Darwish Mansour Aziz Saleh Hamdan Othman Rahal Sabbagh'),
    },
    4,
  ],
  [
    {
      language: 'so',
      female: words('Hodan Ayaan Fadumo Ifrah Sagal Hibo'),
      male: words('Abdi Mahad Liban Guled Zakaria Ismail'),
      family: words('Warsame Hersi Farah Jama Duale Abshir'),
    },
    2,
  ],
  [
    {
      language: 'tr',
      female: words('Elif Zeynep Esra Derya Selin Ceren'),
      male: words('Emre Burak Mert Deniz Kerem Onur'),
      family: words('Yilmaz Demir Kaya Celik Aydin Arslan'),
    },
    2,
  ],
  [
    {
      language: 'uk',
      female: words('Oksana Daryna Kateryna Yuliia Sofiia Iryna'),
      male: words('Andrii Bohdan Dmytro Maksym Taras Roman'),
      family: words('Kovalenko Bondar Moroz Lysenko Tkachuk Savchuk'),
    },
    2,
  ],
  [
    {
      language: 'pl',
      female: words('Zuzanna Kinga Oliwia Magda Natalia Ewa'),
      male: words('Kacper Jakub Filip Wojtek Bartosz Szymon'),
      family: words('Nowak Wojcik Mazur Krawczyk Zajac Pawlak'),
    },
    2,
  ],
  [
    {
      language: 'fa',
      female: words('Parisa Shirin Nasrin Laleh Setareh Mina'),
      male: words('Arash Reza Kian Navid Omid Farhad'),
      family: words('Ahmadi Rahimi Karimi Sharifi Noori Azizi'),
    },
    2,
  ],
]

/** Given names of the generation before, for parents and grandparents of the largest group. */
export const elderNames: Readonly<Record<Gender, readonly string[]>> = {
  female: words(
    'Lene Anette Bettina Heidi Dorte Susanne Marianne Jeanette Helle Gitte Lone Winnie Charlotte Ulla',
  ),
  male: words('Henrik Claus Torben Brian Kim Jesper Allan Michael Carsten Steen Morten Johnny Flemming René'),
}

/** Names that everybody in Denmark knows, which chance could otherwise put together from the pools above. */
const known: ReadonlySet<string> = new Set([
  'Mads Mikkelsen',
  'Søren Brostrøm',
  'Anders Andersen',
  'Martin Jørgensen',
  'Thomas Frank',
  'Christian Eriksen',
  'Daniel Agger',
  'Simon Kjær',
  'Andreas Christensen',
  'Anders Dreyer',
  'Frederik Lauridsen',
  'Rasmus Kristensen',
  'Mikkel Hansen',
  'Mathias Jørgensen',
  'Thomas Delaney',
  'Kasper Hjulmand',
  'Nikolaj Jacobsen',
  'Viktor Axelsen',
  'Jonas Vingegaard',
  'Magnus Cort',
  'Magnus Nielsen',
  'Emma Jørgensen',
  'Sara Slott',
  'Jeppe Hansen',
  'Mathilde Gøhler',
  'Johanne Schmidt',
  'Rikke Nielsen',
  'Trine Bramsen',
  'Marie Krarup',
  'Pernille Vermund',
  'Maria Reumert',
  'Caroline Wozniacki',
  'Signe Molde',
  'Julie Berthelsen',
  'Andrea Lykke',
  'Anders Matthesen',
  'Thomas Helmig',
  'Christian Fuhlendorff',
  'Rasmus Seebach',
  'Lars Larsen',
  'Sebastian Jensen',
  'Emil Larsen',
  'Emre Kaya',
  'Karim Aziz',
  'Omar Marzouk',
  'Reza Rahimi',
])

/** Whether somebody everybody knows has this name. */
export function isKnownName(given: string, family: string): boolean {
  return known.has(`${given} ${family}`)
}

export const streets: readonly string[] = [
  'Birkevænget',
  'Bryggerivej',
  'Elmeallé',
  'Fabriksvej',
  'Fjordgade',
  'Gartnervænget',
  'Gasværksvej',
  'Havnegade',
  'Kastanievej',
  'Kirkestien',
  'Ladegårdsvej',
  'Lærkevej',
  'Møllebakken',
  'Nørregade',
  'Plantagevej',
  'Skolegade',
  'Skråvej',
  'Stationsvej',
  'Søndermarken',
  'Søndergade',
  'Teglvænget',
  'Tinghøjvej',
  'Vestergade',
  'Åboulevarden',
  'Østerbro',
]

/** Places of the invented municipality; Danish postal codes between 8789 and 8799 are not in use. */
export const towns: readonly (readonly [readonly [string, string], number])[] = [
  [['8794', 'Åstrup'], 70],
  [['8795', 'Nørre Åstrup'], 12],
  [['8796', 'Lindebæk'], 10],
  [['8797', 'Tøndersø'], 8],
]
