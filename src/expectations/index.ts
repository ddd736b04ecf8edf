export { type BodyJudge, bodyJudge, type ExpectedBytes } from './body-judge.js';
export { checkExpectation, type ExpectationContext } from './check/check-expectation.js';
export type { ExpectationProblem, ExpectationProblemCode } from './check/problem.js';
export { classifyFailure, type FailureKind } from './classify-failure.js';
export { describeBody } from './describe-body.js';
export { statusOfErrorCode } from './error-codes.js';
export { judge, judgeAll } from './judge.js';
export { match } from './match.js';
export { normalizeExpectation } from './normalize-expectation.js';
export { searchOutput } from './search-output.js';
export type {
  BodyVerdict,
  ByteDifference,
  Expectation,
  Observed,
  ObservedBody,
  OutcomeSummary,
  ResponseContains,
} from './types.js';
