import { readFaultChoice } from '../domain/faults/fault-choice.js';
import { faults } from '../domain/faults/index.js';
import { routeNames } from './find-route.js';

export type { Fault } from '../domain/faults/fault.js';
export { faultName, faultUsage } from '../domain/faults/fault-choice.js';
export { faults };

/** Throws a RangeError that says why a text is none that `startServer` takes as a fault. */
export function checkFault(text: string): void {
  readFaultChoice(text, faults, routeNames);
}
