import loadHighs, { type Highs, type HighsCallbackMap, type Model, type ModelData } from 'highs'
import type {
  LinearAnswer,
  LinearModel,
  LinearSolver,
  SolveLimits,
  StandingModel,
} from '#domain/caseload/solver.ts'

/**
 * HiGHS, compiled to WebAssembly, behind the domain's interface. Every solve has a model of its own inside, which is
 * given back afterwards; what the memory has grown to stays, so a long job takes an instance of its own.
 */
export async function openHighs(): Promise<LinearSolver> {
  // The package's types are written for CommonJS, its module for ES: there the default export is the loader itself.
  const load = loadHighs as unknown as (typeof loadHighs)['default']
  const highs = await load()
  return {
    version: `highs ${highs.version.string}`,
    solve: (model, limits) => solve(highs, model, limits),
    keep: (model, use) => highs.withModel(dataOf(highs, model), kept => use(standing(highs, kept, model))),
    conflict: model => conflict(highs, model),
  }
}

function standing(highs: Highs, model: Model, { rowLower }: LinearModel): StandingModel {
  // What stood before is a better beginning than what could be presolved away.
  model.options.set({ output_flag: false, random_seed: 0, presolve: 'off' })
  const { modelStatus, callbackType } = highs.constants
  return {
    add({ cost, starts, rows, values }) {
      const [numCols, numRows] = [cost.length, rowLower.length]
      model.addCols({
        cost,
        lower: new Float64Array(numCols),
        upper: new Float64Array(numCols).fill(Number.POSITIVE_INFINITY),
        matrix: { format: 'csc', numRows, numCols, starts, indices: rows, values },
      })
    },
    hold: (column, lower, upper) => model.changeColBounds(column, lower, upper),
    solve(isOver) {
      const { modelStatus: status } = model.run({
        [callbackType.simplexInterrupt]: event => {
          if (isOver()) event.interrupt()
          return undefined
        },
      })
      if (status !== modelStatus.optimal) return null
      const { colValue, rowDual } = model.getSolution()
      return { objective: model.getObjectiveValue(), columns: colValue, rowDuals: rowDual }
    },
  }
}

function solve(highs: Highs, linear: LinearModel, limits: SolveLimits): LinearAnswer {
  const { modelStatus, solutionStatus } = highs.constants
  return highs.withModel(dataOf(highs, linear), model => {
    model.options.set({
      output_flag: false,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: limits.absoluteGap ?? 0,
      // Whoever brings a start has looked for better ones already: only the proof is wanted (measured: 3.5 s for 8.2),
      // and many quick nodes prove sooner than few whose branching was tried out first (1.9 s for 4.5).
      ...(limits.start
        ? {
            mip_heuristic_effort: 0,
            mip_detect_symmetry: false,
            mip_allow_restart: false,
            mip_pscost_minreliable: 0,
          }
        : {}),
      ...(limits.seconds === undefined ? {} : { time_limit: limits.seconds }),
    })
    if (limits.start) model.setSolution({ colValue: limits.start })
    const tree = { nodes: 0, isStopped: false }
    const { modelStatus: status } = model.run(stopping(highs, limits, tree))
    const found = model.info.get('primal_solution_status') === solutionStatus.feasible
    const solution = found ? model.getSolution() : null
    const objective = found ? model.getObjectiveValue() + linear.offset : Number.POSITIVE_INFINITY
    const optimal = status === modelStatus.optimal
    return {
      status: optimal ? 'optimal' : nameOf(highs, status),
      objective,
      bound: linear.whole
        ? Number(model.info.get('mip_dual_bound')) + linear.offset
        : optimal
          ? objective
          : -Infinity,
      columns: solution?.colValue ?? null,
      nodes:
        status === modelStatus.timeLimit
          ? 0
          : tree.isStopped
            ? tree.nodes
            : Number(linear.whole ? model.info.get('mip_node_count') : 0) + 1,
      rowDuals: optimal && !linear.whole ? (solution?.rowDual ?? null) : null,
    }
  })
}

/**
 * Ends a tree where a node begins, as what has been found by then depends on nothing but how many there were; only before
 * the first is it ended wherever it is.
 */
function stopping(
  highs: Highs,
  limits: SolveLimits,
  tree: { nodes: number; isStopped: boolean },
): HighsCallbackMap {
  const { callbackType } = highs.constants
  return {
    [callbackType.simplexInterrupt]: event => {
      if (tree.nodes === 0 && limits.isOver?.() === true) {
        tree.isStopped = true
        event.interrupt()
      }
      return undefined
    },
    [callbackType.mipInterrupt]: event => {
      const nodes = Number(event.data.mip_node_count ?? 0)
      const isNext = nodes > tree.nodes || nodes === 0
      tree.nodes = nodes
      if (isNext && ((nodes > 0 && nodes >= (limits.nodes ?? Infinity)) || limits.isOver?.() === true)) {
        tree.isStopped = true
        event.interrupt()
      }
      return undefined
    },
  }
}

function nameOf(highs: Highs, status: number): LinearAnswer['status'] {
  const { modelStatus } = highs.constants
  if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) return 'infeasible'
  const limits: number[] = [
    modelStatus.timeLimit,
    modelStatus.iterationLimit,
    modelStatus.solutionLimit,
    modelStatus.interrupted,
    modelStatus.objectiveBound,
    modelStatus.objectiveTarget,
  ]
  return limits.includes(status) ? 'stopped' : 'failed'
}

function conflict(highs: Highs, linear: LinearModel): { rows: number[]; columns: number[] } {
  return highs.withModel(dataOf(highs, { ...linear, whole: null }), model => {
    model.options.set({ output_flag: false, iis_strategy: highs.constants.iis.strategyRowPriority })
    model.run()
    const found = model.getIis()
    return { rows: [...found.rowIndex], columns: [...found.colIndex] }
  })
}

function dataOf(highs: Highs, model: LinearModel): ModelData {
  const numCols = model.cost.length
  const numRows = model.rowLower.length
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: model.cost,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csc',
      numRows,
      numCols,
      starts: model.starts,
      indices: model.rows,
      values: model.values,
    },
    ...(model.whole ? { integrality: Int32Array.from(model.whole) } : {}),
  }
}
