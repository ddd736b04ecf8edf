import type { Plan } from '../plan/plan.js';

/** Which cases of a run have ended, for those that wait for them. */
export interface EndedCases {
  /** Resolves when the case has ended, with whether it passed; a case that is not planned never does. */
  passed(caseId: string): Promise<boolean>;
  /** Records that a case has ended; the first report counts. */
  end(caseId: string, hasPassed: boolean): void;
}

/** Starts with no case of a plan ended. */
export function watchCases({ groups }: Plan): EndedCases {
  const planned = new Set(groups.flatMap(({ phases }) => phases.test.map(({ caseId }) => caseId)));
  const ends = new Map<string, { readonly ended: Promise<boolean>; resolve(hasPassed: boolean): void }>();
  const endOf = (caseId: string) => {
    const known = ends.get(caseId);
    if (known) {
      return known;
    }
    let resolve: (hasPassed: boolean) => void = () => undefined;
    const ended = new Promise<boolean>((settle) => {
      resolve = settle;
    });
    const end = { ended, resolve };
    ends.set(caseId, end);
    return end;
  };
  return {
    passed: async (caseId) => planned.has(caseId) && endOf(caseId).ended,
    end: (caseId, hasPassed) => endOf(caseId).resolve(hasPassed),
  };
}
