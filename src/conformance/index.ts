export { readBaseline } from './baseline/baseline.js';
export { checkBaseline } from './baseline/check-baseline.js';
export { conformanceExitCode } from './exit-code.js';
export { failedCases, planSuite, runSuite, type SuiteOptions } from './run-suite.js';
export { scoreCases, tally } from './scorecard.js';
export { isLevel, parseShard, type SelectedCases, selectCases } from './select-cases.js';
export { loadSuite, type Suite } from './suite.js';
export { levels, type SuiteCase } from './suite-case.js';
