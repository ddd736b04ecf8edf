import { casRegister } from './cas-register.js';
import { counter } from './counter.js';
import { deleteVisibility } from './delete-visibility.js';
import { leaseLock } from './lease-lock.js';
import { listAfterWrite } from './list-after-write.js';
import { lockFile } from './lock-file.js';
import { multipartConsensus } from './multipart-consensus.js';
import { queue } from './queue.js';
import { readAfterWrite } from './read-after-write.js';
import { readYourWrites } from './read-your-writes.js';
import type { Workload } from './workload.js';

/** Every workload, in the order in which they take turns. */
export const workloads: readonly Workload[] = [
  casRegister,
  readAfterWrite,
  listAfterWrite,
  deleteVisibility,
  readYourWrites,
  multipartConsensus,
  counter,
  queue,
  leaseLock,
  lockFile,
];
