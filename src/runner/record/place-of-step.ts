import { positionOf } from '../../config/text/source-file.js';
import type { PlannedStep } from '../plan/planned-step.js';

/** Where a step is written: `file:line`. */
export function placeOfStep({ step: { where } }: PlannedStep): string {
  return `${where.file.name}:${positionOf(where.file, where.start).line}`;
}
