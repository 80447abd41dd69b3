import { z } from 'zod'
import { Shown } from './rules.ts'
import { defineUseCase } from './use-case.ts'
import { Id, requiredText, SensibleDay, Version } from './values.ts'
import { RuleStatus } from './words.ts'

/** A million kroner; no rate is anywhere near. */
const mostOere = 100_000_000
const Amount = z.number().int().min(0).max(mostOere)

const Rate = z.object({
  id: z.number(),
  version: z.number(),
  during: Shown,
  /** In øre, before tax. */
  amount: z.number(),
  source: z.string(),
  status: RuleStatus,
})
export type Rate = z.output<typeof Rate>

const RateKind = z.object({
  key: z.string(),
  name: z.string(),
  forWhom: z.string(),
  unit: z.enum(['month', 'week', 'day']),
  /** The days on which there is such a rate, known or not. */
  during: Shown,
  source: z.string(),
  status: RuleStatus,
  /** Earliest first; what lies between was not found. */
  rates: z.array(Rate),
})
export type RateKind = z.output<typeof RateKind>

export const readRates = defineUseCase({
  name: 'rates.read',
  summary: 'Every rate with amount, period, source and status',
  method: 'GET',
  path: '/api/rates',
  permission: 'setup.read',
  input: z.object({}),
  output: z.object({ kinds: z.array(RateKind) }),
})

export const setRate = defineUseCase({
  name: 'rate.set',
  summary: 'Enters a rate that is missing, or ends one and begins another from a day on',
  method: 'POST',
  path: '/api/rates',
  permission: 'setup.write',
  input: z.object({
    kind: requiredText(100),
    /** The rate that ends the day before; null where none stands on the days. */
    replaces: z.object({ id: Id, version: Version }).nullable(),
    from: SensibleDay,
    lastDay: SensibleDay.nullable(),
    amount: Amount,
    source: requiredText(500),
    status: RuleStatus,
  }),
  output: z.object({ id: z.number() }),
})

export const correctRate = defineUseCase({
  name: 'rate.correct',
  summary:
    'Corrects a rate that was entered wrongly, or confirms one; what it said before stands in the change log',
  method: 'PUT',
  path: '/api/rates/:id',
  permission: 'setup.write',
  input: z.object({
    id: Id,
    version: Version,
    amount: Amount,
    source: requiredText(500),
    status: RuleStatus,
    reason: requiredText(500),
  }),
  output: z.object({ version: z.number() }),
})
