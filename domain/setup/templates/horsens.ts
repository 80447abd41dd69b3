import { horsensRules } from '#domain/rhythm/templates/horsens.ts'
import type { Setup } from '../setup.ts'
import { competences, subjectAreas, targetGroups } from './everywhere.ts'
import { rateKinds, rates } from './rates.ts'
import { inProject, otherCases, weightsOf } from './weights.ts'

/**
 * Ungeenheden in Horsens: "Mod til uddannelse" for those who need most, and the law's clock for all others.
 *
 * @param from the day from which its programmes run; the law's rules and the target groups have days of their own
 */
export function horsensSetup(from: Temporal.PlainDate): Setup {
  const during = { from, to: null }
  const about = {
    during,
    source:
      'Vores egen slutning: minutterne er valgt, så 105 timer om måneden svarer til de 35 og 70 unge, som Horsens Kommune har beskrevet. Ret dem til jeres egne.',
  }
  return {
    // Medgang's own words are those of Horsens.
    words: [],
    targetGroups: [...targetGroups],
    subjectAreas: [...subjectAreas],
    competences: [...competences],
    programmes: [
      {
        key: 'mod-til-uddannelse',
        name: 'Mod til uddannelse',
        description:
          'En fast rådgiver med omkring 35 unge, et møde hver måned og et opkald imellem. Rådgiveren går med til lægen, banken og skolen, så den unge med tiden kan selv.',
        ageFrom: 18,
        ageTo: 24,
        targetGroups: ['activityReady'],
        benefitWeeks: 52,
        leaveAge: null,
        during,
        source: 'Horsens Kommune, "Mod til uddannelse", fra 1. januar 2017',
        status: 'local',
      },
      {
        key: 'sikker-overgang',
        name: 'Sikker overgang, 15-17 år',
        description: 'Det samme team følger unge fra folkeskolen, til de er i gang på en ungdomsuddannelse.',
        ageFrom: 15,
        ageTo: 17,
        targetGroups: [],
        benefitWeeks: null,
        leaveAge: 18,
        during,
        source: 'Horsens Kommune tog senere de 15-17-årige med i "Mod til uddannelse". Navnet er valgt her.',
        status: 'local',
      },
    ],
    rules: [...horsensRules],
    weights: [
      ...weightsOf('mod-til-uddannelse', inProject, about),
      ...weightsOf('sikker-overgang', inProject, about),
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
