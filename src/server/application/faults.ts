export type { Fault } from '../domain/faults/fault.js';
export { faults } from '../domain/faults/index.js';
