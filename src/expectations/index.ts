export { bodyJudge, toleratedPrefix } from './body-judge.js';
export { checkExpectation } from './check-expectation.js';
export { classifyFailure, classifyStatus, type FailureKind } from './classify-failure.js';
export {
  type ElementContent,
  type ErrorDocuments,
  judgeErrorDocument,
  type RecordedDocument,
  type Subject,
} from './error-documents.js';
export { judge, judgeAll } from './judge.js';
export { type Expectation, expectationKeys } from './keys/index.js';
export { strangeErrorCodes } from './known-error-codes.js';
export { match } from './match.js';
export { normalizeExpectation } from './normalize-expectation.js';
export { findPatternFault } from './pattern.js';
export type { Observed, OutcomeSummary } from './types.js';
