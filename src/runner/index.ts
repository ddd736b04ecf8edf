export {
  type CleanedBucket,
  type CleanedJournal,
  type CleanOptions,
  cleanJournals,
} from './clean/clean-journals.js';
export type { Clock } from './control/clock.js';
export { systemClock } from './control/system-clock.js';
export {
  CredentialError,
  defaultCredential,
  type GivenCredential,
  gatherCredentials,
  type LoadProfile,
  parseCredential,
  resolveCredentials,
} from './credentials.js';
export { journalFolder } from './journal/journal-folder.js';
export { countPlan, countStep } from './plan/count.js';
export { describePlan, type PlanDescription } from './plan/describe.js';
export { makePlan, type PlanOptions } from './plan/make-plan.js';
export type { Plan, PlannedGroup, RunSettings } from './plan/plan.js';
export type { PlanCount } from './plan/plan-count.js';
export type { PlannedStep } from './plan/planned-step.js';
export { matchesCase, type Selection } from './plan/selection.js';
export { type RunOptions, run } from './run.js';
export { resolveSettings, SettingError, type SettingFlags } from './settings.js';
