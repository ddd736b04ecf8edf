export { type Baseline, type BaselineEntry, readBaseline } from './baseline/baseline.js';
export { checkBaseline } from './baseline/check-baseline.js';
export { conformanceExitCode } from './exit-code.js';
export type { Feature } from './features.js';
export type { AwsRecord } from './ledger.js';
export { failedCases, planSuite, type RunPlan, runSuite, type SuiteOptions } from './run-suite.js';
export { type Scorecard, scoreCases } from './scorecard.js';
export {
  type CaseSelection,
  isLevel,
  parseShard,
  type SelectedCases,
  type Shard,
  selectCases,
} from './select-cases.js';
export { type LoadedSuite, loadSuite, type Suite, type SuiteSources } from './suite.js';
export { baseId, type Level, levels, type SuiteCase } from './suite-case.js';
