import { accessFaults } from './access-faults.js';
import { answerFaults } from './answer-faults.js';
import { conditionFaults } from './condition-faults.js';
import { configurationFaults } from './configuration-faults.js';
import { consistencyFaults } from './consistency-faults.js';
import { copyFaults } from './copy-faults.js';
import type { Fault } from './fault.js';
import { listFaults } from './list-faults.js';
import { pageFaults } from './page-faults.js';
import { protectionFaults } from './protection-faults.js';
import { readFaults } from './read-faults.js';
import { refusalFaults } from './refusal-faults.js';
import { responseFaults } from './response-faults.js';
import { uploadFaults } from './upload-faults.js';
import { writeFaults } from './write-faults.js';

const faultTable = [
  ...accessFaults,
  ...configurationFaults,
  ...writeFaults,
  ...conditionFaults,
  ...uploadFaults,
  ...pageFaults,
  ...answerFaults,
  ...copyFaults,
  ...readFaults,
  ...listFaults,
  ...protectionFaults,
  ...responseFaults,
  ...consistencyFaults,
  ...refusalFaults,
] as const;

/** The name of a fault. */
export type FaultName = (typeof faultTable)[number]['name'];

/** Every fault that the server can show. */
export const faults: readonly Fault[] = faultTable;
