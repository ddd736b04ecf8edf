export { checkHistory } from './check/check-history.js';
export type { CheckedHistory } from './check/follow-history.js';
export { createChecks } from './checkers/index.js';
export { renderFindingsHtml, renderFindingText, renderScenario } from './counter-example/index.js';
export { HistoryError } from './history/read-history.js';
export type { HistoryHeader, HistoryLine, HistoryOperation } from './history/types.js';
export type { Checks, Finding, Verdict } from './history/verdict.js';
