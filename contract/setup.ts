import { z } from 'zod'
import { templateNames } from '#domain/setup/templates/templates.ts'
import { maxSetupCharacters, SetupFileFault } from './setup-file.ts'
import { CaseworkerWord } from './setup-rows.ts'
import { defineUseCase } from './use-case.ts'
import { Day, requiredText, SensibleDay } from './values.ts'

/** Names of rows by section: what a set-up holds, told in short. */
const SetupSummary = z.array(z.object({ section: z.string(), names: z.array(z.string()) }))
export type SetupSummary = z.output<typeof SetupSummary>

const Template = z.enum(templateNames)

export const readStartingPoints = defineUseCase({
  name: 'setup.startingPoints',
  summary: 'Which starting points there are, which one was taken, and whether another can still be',
  method: 'GET',
  path: '/api/setup/starting-points',
  permission: 'setup.write',
  input: z.object({}),
  output: z.object({
    /** False as long as nobody has said which: Medgang then began with `template` by itself. */
    isChosen: z.boolean(),
    template: z.string().nullable(),
    /** Nobody is registered yet, so that all of it can be replaced. */
    canReplace: z.boolean(),
    here: SetupSummary,
    points: z.array(z.object({ template: Template, summary: SetupSummary })),
  }),
})
export type StartingPoints = z.output<typeof readStartingPoints.output>

/** A set-up file's text: read by the server alone, so that what is wrong with it is told in one place. */
const Content = z.string().max(maxSetupCharacters + 1)

export const chooseStartingPoint = defineUseCase({
  name: 'setup.choose',
  summary: 'Takes a template or a file as the whole set-up, as long as nobody is registered',
  method: 'POST',
  path: '/api/setup/starting-point',
  permission: 'setup.write',
  input: z.object({ template: Template.nullable(), content: Content.nullable() }),
  output: z.object({}),
})

export const nameCaseworkers = defineUseCase({
  name: 'setup.nameCaseworkers',
  summary: 'Says what caseworkers are called here: the Danish texts follow, in every ending',
  method: 'POST',
  path: '/api/setup/caseworker-word',
  permission: 'setup.write',
  input: z.object({ word: CaseworkerWord }),
  output: z.object({}),
})

export const exportSetup = defineUseCase({
  name: 'setup.export',
  summary: 'The set-up as a file for another municipality: no persons',
  method: 'GET',
  path: '/api/setup/file',
  permission: 'setup.write',
  input: z.object({}),
  output: z.object({ fileName: z.string(), content: z.string() }),
})

const Proposal = z.object({
  id: z.string(),
  section: z.string(),
  name: z.string(),
  kind: z.enum(['new', 'changed', 'ended', 'conflict']),
  conflict: z.enum(['planned', 'aboutOthers', 'opensSensitive', 'missing']).nullable(),
  differences: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  /** The first day on which it holds, or no longer holds; null where it is not dated. */
  day: Day.nullable(),
  /** Proposals that come with it. */
  needs: z.array(z.string()),
})
export type SetupProposal = z.output<typeof Proposal>

export const previewSetup = defineUseCase({
  name: 'setup.preview',
  summary:
    'What a set-up file holds and would change from a day on, or what is wrong with it; changes nothing',
  method: 'POST',
  path: '/api/setup/preview',
  permission: 'setup.write',
  input: z.object({ content: Content, from: SensibleDay }),
  output: z.object({
    /** Where there are any, the rest is empty: all of a file can be used, or nothing. */
    faults: z.array(SetupFileFault),
    summary: SetupSummary,
    canReplace: z.boolean(),
    proposals: z.array(Proposal),
    same: z.number(),
    past: z.number(),
    /** Of the set-up that it was compared with. */
    stamp: z.string(),
  }),
})
export type SetupPreview = z.output<typeof previewSetup.output>

/** What was brought in, or would be. */
const Outcome = z.object({
  added: z.number(),
  changed: z.number(),
  ended: z.number(),
  /**
   * How many young people have other open deadlines, judged on the day from which it holds. Null where there are more
   * than anybody should wait for: they are not counted, and their deadlines follow some minutes later.
   */
  youths: z.number().nullable(),
})
export type SetupOutcome = z.output<typeof Outcome>

export const bringInSetup = defineUseCase({
  name: 'setup.bringIn',
  summary: 'Takes the chosen rows of a set-up file from a day on, with the rows they name; the past stays',
  method: 'POST',
  path: '/api/setup/bring-in',
  permission: 'setup.write',
  input: z.object({
    content: Content,
    from: SensibleDay,
    /** Ids of proposals. */
    chosen: z.array(requiredText(300)).min(1).max(5000),
    stamp: requiredText(100),
    /** Only say what it would do. */
    dryRun: z.boolean(),
  }),
  output: Outcome,
})
