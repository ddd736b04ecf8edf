import { object, optional } from './fields.js';
import { load } from './load.js';
import { stepMembers } from './step.js';
import { turns } from './turns.js';

/** The record of one step. */
export const stepResult = object('StepResult', 'The record of one step.', {
  ...stepMembers,
  turns: optional(turns),
  load: optional(load),
});
