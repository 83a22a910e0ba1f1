/** Coverage of an operational design domain by combinations of cells, and rows that complete it. */
export * from './bins.js';
export * from './coverage.js';
export { coveringArray, type GenerateOptions } from './generate.js';
export * from './holes.js';
export { addRow, type Ledger, ledgerOf, newIn } from './ledger.js';
export * from './model.js';
export { forTuplesOf, type Strength, type TupleSpace, tupleAt } from './tuples.js';
export { type Infeasible, infeasibleTuples, type Universe, universeOf } from './universe.js';
