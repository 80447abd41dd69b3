/** A linear model: minimise offset + cost * x, with bounds on every column and row. Columns one after the other. */
export interface LinearModel {
  readonly cost: Float64Array
  readonly offset: number
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Entries of column c are `starts[c]` up to `starts[c + 1]`. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** 1 where a column must be whole; null when none must. */
  readonly whole: Uint8Array | null
}

export interface SolveLimits {
  /** Nodes of the search tree, which is the same on every machine. */
  nodes?: number
  /** Asked now and then, and ends it when true: a tree between two nodes, so that it can be repeated. */
  isOver?: () => boolean
  /** Seconds by the clock, after which it is ended wherever it is, also in a long linear model where nothing asks. */
  seconds?: number
  /** Values of the columns to begin from. */
  start?: Float64Array
  /** Ends when the best found is proved to be within this much of the optimum. */
  absoluteGap?: number
}

export interface LinearAnswer {
  status: 'optimal' | 'infeasible' | 'stopped' | 'failed'
  /** Of the best found; infinite when none was. */
  objective: number
  /** No solution of the model costs less. */
  bound: number
  /** Values of the columns, when something was found. */
  columns: Float64Array | null
  /** With a limit of so many nodes it ends with the same answer; 0 where it would not, since a clock ended it. */
  nodes: number
  /** What one more of each row is worth; only without whole columns. */
  rowDuals: Float64Array | null
}

/** Columns that come to a model; each may be anything from nothing up. */
export interface NewColumns {
  readonly cost: Float64Array
  /** Entries of column c are `starts[c]` up to `starts[c + 1]`. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
}

/** A linear model without whole columns that is solved again and again, each time from where it stood. */
export interface StandingModel {
  add(columns: NewColumns): void
  /** Bounds of a column, counted with those that came later. */
  hold(column: number, lower: number, upper: number): void
  /** Values of the columns and what one more of each row is worth; null when it was ended or went wrong. */
  solve(isOver: () => boolean): { objective: number; columns: Float64Array; rowDuals: Float64Array } | null
}

/** Whoever solves linear models for the domain. It blocks until it is done. */
export interface LinearSolver {
  /** Name and version, for the certificate. */
  readonly version: string
  solve(model: LinearModel, limits: SolveLimits): LinearAnswer
  /** Keeps a model for as long as `use` takes. */
  keep<T>(model: LinearModel, use: (standing: StandingModel) => T): T
  /** Rows and columns whose bounds cannot all hold; empty when none are found. */
  conflict(model: LinearModel): { rows: number[]; columns: number[] }
}
