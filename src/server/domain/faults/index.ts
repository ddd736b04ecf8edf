import { accessFaults } from './access-faults.js';
import { answerFaults } from './answer-faults.js';
import { copyFaults } from './copy-faults.js';
import type { Fault } from './fault.js';
import { listFaults } from './list-faults.js';
import { protectionFaults } from './protection-faults.js';
import { readFaults } from './read-faults.js';
import { writeFaults } from './write-faults.js';

const all = [
  ...accessFaults,
  ...writeFaults,
  ...copyFaults,
  ...readFaults,
  ...listFaults,
  ...protectionFaults,
  ...answerFaults,
] as const;

/** The name of a fault. */
export type FaultName = (typeof all)[number]['name'];

/** Every fault that the server can show. */
export const allFaults: readonly Fault[] = all;
