import { ACCESS_FAULTS } from './access-faults.js';
import { ANSWER_FAULTS } from './answer-faults.js';
import { COPY_FAULTS } from './copy-faults.js';
import type { Fault } from './fault.js';
import { LIST_FAULTS } from './list-faults.js';
import { PROTECTION_FAULTS } from './protection-faults.js';
import { READ_FAULTS } from './read-faults.js';
import { WRITE_FAULTS } from './write-faults.js';

const ALL = [
  ...ACCESS_FAULTS,
  ...WRITE_FAULTS,
  ...COPY_FAULTS,
  ...READ_FAULTS,
  ...LIST_FAULTS,
  ...PROTECTION_FAULTS,
  ...ANSWER_FAULTS,
] as const;

/** The name of a fault. */
export type FaultName = (typeof ALL)[number]['name'];

/** Every fault that the server can show. */
export const FAULTS: readonly Fault[] = ALL;
