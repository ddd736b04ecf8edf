export { parseShard, type Shard } from '../runner/plan/shard.js';
export { type Baseline, type BaselineEntry, readBaseline } from './baseline/baseline.js';
export { checkBaseline, standingIn } from './baseline/check-baseline.js';
export { conformanceExitCode } from './exit-code.js';
export type { Feature } from './features.js';
export type { AwsRecord } from './ledger.js';
export {
  failedCases,
  planSuite,
  type RunPlan,
  runSuite,
  type SuiteOptions,
  suitePlanId,
} from './run-suite.js';
export { type Scorecard, scoreCases } from './scorecard.js';
export { type CaseSelection, isLevel, type SelectedCases, selectCases } from './select-cases.js';
export { type LoadedSuite, loadSuite, type Suite, type SuiteSources } from './suite.js';
export { baseId, type Level, levels, type SuiteCase } from './suite-case.js';
export { whyNotWithheld, withhold } from './withhold.js';
export { type HiddenCases, hiddenInSuite, withholdEvents } from './withhold-events.js';
