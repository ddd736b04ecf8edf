export { bodyJudge } from './body-judge.js';
export { checkExpectation } from './check-expectation.js';
export { classifyFailure, type FailureKind } from './classify-failure.js';
export { judge, judgeAll } from './judge.js';
export { expectationKeys } from './keys/index.js';
export { match } from './match.js';
export { normalizeExpectation } from './normalize-expectation.js';
export type { Observed, OutcomeSummary } from './types.js';
