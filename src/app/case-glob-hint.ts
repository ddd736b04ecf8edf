import { matchesCase } from '../runner/plan/selection.js';

const howRowsAreNamed = 'a row of a case stands in brackets: "**[*ROW*]"';

/** What may be meant by a glob that matches no case: the same in every folder, or a row of one; undefined where neither is likely. */
export function caseGlobHint(glob: string, ids: readonly string[]): string | undefined {
  if (glob.includes('[')) {
    return undefined;
  }
  const anywhere = `**/${glob}`;
  if (ids.some((id) => matchesCase(id, anywhere))) {
    return `"*" stops at a slash: did you mean "${anywhere}"?`;
  }
  return glob.includes('*') && !glob.includes('/')
    ? `"*" stops at a slash, "**" does not; ${howRowsAreNamed}`
    : undefined;
}
