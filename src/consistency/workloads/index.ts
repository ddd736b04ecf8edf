import { casRegister } from './cas-register.js';
import { listAfterWrite } from './list-after-write.js';
import { readAfterWrite } from './read-after-write.js';
import type { Workload } from './workload.js';

/** Every workload, in the order in which they take turns. */
export const workloads: readonly Workload[] = [casRegister, readAfterWrite, listAfterWrite];
