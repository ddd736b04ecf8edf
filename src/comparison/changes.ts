import type { Comparison, Row } from './compare.js';
import { works } from './outcome.js';

/** What became of the cases between an older run and a newer one. */
export interface Changes {
  /** Worked, and does not any more. */
  readonly regressed: readonly Row[];
  /** Did not work, and does now. */
  readonly fixed: readonly Row[];
  /** Works in both, exactly as expected in one of them only. */
  readonly exactness: readonly Row[];
  /** Judged now and not before. */
  readonly new: readonly Row[];
  /** Judged before and not now. */
  readonly gone: readonly Row[];
  /** Does not work in either. */
  readonly still_failing: number;
  /** Works in both alike. */
  readonly unchanged: number;
}

/** The changes from one column of a comparison to another, by their indices. */
export function changesBetween({ rows }: Comparison, older: number, newer: number): Changes {
  const groups = {
    regressed: [] as Row[],
    fixed: [] as Row[],
    exactness: [] as Row[],
    new: [] as Row[],
    gone: [] as Row[],
  };
  let stillFailing = 0;
  let unchanged = 0;
  for (const row of rows) {
    const [before, after] = [row.cells[older], row.cells[newer]];
    if (before === undefined || after === undefined) {
      throw new RangeError(`there is no column ${older} or ${newer}`);
    }
    const [worked, nowWorks] = [works(before), works(after)];
    if (worked === null || nowWorks === null) {
      if (worked !== nowWorks) {
        groups[worked === null ? 'new' : 'gone'].push(row);
      }
    } else if (worked !== nowWorks) {
      groups[worked ? 'regressed' : 'fixed'].push(row);
    } else if (!worked) {
      stillFailing++;
    } else if (before.outcome === after.outcome) {
      unchanged++;
    } else {
      groups.exactness.push(row);
    }
  }
  return { ...groups, still_failing: stillFailing, unchanged };
}
