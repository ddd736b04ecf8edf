export type { RunEvent } from '../results/events.js';
export { exitCode } from '../results/exit-code.js';
export { fold } from '../results/fold.js';
export type {
  Actual,
  BodyValue,
  CaseResult,
  HttpRecord,
  Mismatch,
  Results,
  Status,
  StepResult,
} from '../results/types.js';
export type { Format, ReportOptions } from './format.js';
export { type FormatName, isFormatName } from './format-names.js';
export { formats, report } from './formats.js';
