import { broenderslevRules } from '#domain/rhythm/templates/broenderslev.ts'
import type { Setup, SetupCompetence } from '../setup.ts'
import { competences, subjectAreas, targetGroups } from './everywhere.ts'
import { rateKinds, rates } from './rates.ts'
import { inProject, otherCases, weightsOf } from './weights.ts'

/** What the house is published to have people for, beside what both templates have. */
const inTheHouse: readonly SetupCompetence[] = [
  { key: 'ensomhed', name: 'Ensomhed og isolation' },
  { key: 'faellesskaber', name: 'Fællesskaber og fritid' },
  { key: 'foraeldresamarbejde', name: 'Samarbejde med forældre' },
]

/**
 * UngeCenter Brønderslev: one entrance to the municipality for everybody aged 15-29, and a team with the right
 * competences around the young person and the parents. That is published; days and minutes are not.
 *
 * @param from the day from which its programmes run; the law's rules and the target groups have days of their own
 */
export function broenderslevSetup(from: Temporal.PlainDate): Setup {
  const during = { from, to: null }
  const about = {
    during,
    source:
      'Vores egen slutning: UngeCenter Brønderslev har ikke offentliggjort, hvor lang tid en sag tager. Ret minutterne til jeres egne.',
  }
  return {
    words: [{ key: 'caseworker', name: 'rådgiver' }],
    targetGroups: [...targetGroups],
    subjectAreas: [...subjectAreas],
    competences: [...competences, ...inTheHouse].sort((a, b) => (a.key < b.key ? -1 : 1)),
    programmes: [
      {
        key: 'en-indgang',
        name: 'Én indgang',
        description:
          'Alle mellem 15 og 29 år kommer ind ad den samme dør, uanset hvad det handler om. Én rådgiver tager imod og følger den unge videre.',
        ageFrom: 15,
        ageTo: 29,
        targetGroups: [],
        benefitWeeks: null,
        leaveAge: null,
        during,
        source: 'UngeCenter Brønderslev, fra 2014: én samlet indgang til kommunen. Navnet er valgt her.',
        status: 'local',
      },
      {
        key: 'team-om-den-unge',
        name: 'Teamet om den unge',
        description:
          'Et team med de rette kompetencer mødes hurtigt med den unge og forældrene, når der er flere ting på spil.',
        ageFrom: 15,
        ageTo: 29,
        targetGroups: [],
        benefitWeeks: null,
        leaveAge: null,
        during,
        source:
          'UngeCenter Brønderslev: et team med de rette kompetencer samles hurtigt. Navnet er valgt her.',
        status: 'local',
      },
    ],
    rules: [...broenderslevRules],
    weights: [
      ...weightsOf(
        'team-om-den-unge',
        { ...inProject, each: { ...inProject.each, transport: 0, team: 45 } },
        about,
      ),
      ...weightsOf(null, otherCases, about),
    ],
    closings: [],
    rateKinds: [...rateKinds],
    rates: [...rates],
    // What Medgang itself ships with stands.
    entranceTexts: [],
    entrancePromises: [],
    dutyRules: [],
    orderRules: [],
    ageChanges: [],
    enquiryRetention: [],
    timeSettings: [],
    newcomerSteps: [],
    // How many are the most is for each municipality to decide.
    ceilings: [],
  }
}
