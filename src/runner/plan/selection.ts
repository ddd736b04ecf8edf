import picomatch from 'picomatch';
import type { Group } from '../../config/configuration.js';
import type { Step } from '../../config/language/step.js';
import type { AwaitedCase } from './planned-step.js';

/** What of a configuration is to run; what is left out is skipped, with the reason. */
export interface Selection {
  readonly groups?: readonly string[];
  /** Globs over case ids: `object/put-object/**`. */
  readonly cases?: readonly string[];
  readonly tags?: readonly string[];
  /** Why a case that is otherwise selected is left out, or null. */
  readonly judgeCase?: (id: string) => string | null;
  /** The rows of a case that are to run, as globs over their names, or null for all; by default as `cases` say. */
  readonly rowsOf?: (id: string) => readonly string[] | null;
  /** The cases that one waits for, and that wait for none themselves; one that is not planned counts as failed. */
  readonly awaitedBy?: (id: string) => readonly AwaitedCase[];
}

/** Why a group is left out, or null. */
export function selectGroup(group: Group, { groups }: Selection): string | null {
  if (!groups || groups.length === 0 || groups.includes(group.name)) {
    return null;
  }
  return 'not selected by --group';
}

/**
 * Why a step of `test` is left out, or null: judged at cases, and at steps outside of one. A block is not
 * judged, but what is in it; `ownTags` are those of the step and of all that is around it.
 */
export function selectStep(
  step: Step,
  caseId: string | null,
  ownTags: readonly string[],
  selection: Selection,
): string | null {
  const { cases = [], tags = [], judgeCase } = selection;
  if (step.kind === 'steps' || containsCase(step)) {
    return null;
  }
  const isCase = step.kind === 'case';
  if (!isCase && caseId !== null) {
    return null;
  }
  if (cases.length > 0 && !(isCase && cases.some((glob) => matchesCase(caseId ?? '', glob)))) {
    return 'not selected by --case';
  }
  if (!matchesTags(ownTags, tags)) {
    return 'not selected by --tag';
  }
  return isCase && judgeCase ? judgeCase(caseId ?? step.case) : null;
}

/**
 * Whether what has these tags is asked for: it has one of the tags, where any is named, and none of those that are named
 * with a `!` before them.
 */
export function matchesTags(own: readonly string[], asked: readonly string[]): boolean {
  const unwanted = asked.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1));
  const wanted = asked.filter((tag) => !tag.startsWith('!'));
  return (
    !unwanted.some((tag) => own.includes(tag)) &&
    (wanted.length === 0 || wanted.some((tag) => own.includes(tag)))
  );
}

const rowPattern = /\[([^\]]*)\]$/;

/** Each glob that was asked for, compiled: a baseline holds hundreds of them against every case. */
const matchers = new Map<string, (text: string) => boolean>();

function matcherOf(glob: string): (text: string) => boolean {
  const known = matchers.get(glob);
  if (known) {
    return known;
  }
  const matches = picomatch(glob, { dot: true });
  matchers.set(glob, matches);
  return matches;
}

/** Whether a case id, or the id of one of its rows, matches a glob; an id matches itself, whatever is in it. */
export function matchesCase(id: string, glob: string): boolean {
  return id === glob || id === glob.replace(rowPattern, '') || matcherOf(glob.replace(rowPattern, ''))(id);
}

/** The rows of a case that are selected, as globs over their names; null for all. */
export function selectRows(caseId: string, { cases = [] }: Selection): readonly string[] | null {
  const rows = cases
    .filter((glob) => matchesCase(caseId, glob))
    .map((glob) => (glob === caseId ? undefined : rowPattern.exec(glob)?.[1]));
  const named = rows.filter((row) => row !== undefined);
  return named.length === 0 || named.length < rows.length ? null : named;
}

/** Whether a row of a case is among the selected ones. */
export function isRowSelected(row: string, rows: readonly string[]): boolean {
  return rows.some((glob) => row === glob || matcherOf(glob)(row));
}

function containsCase(step: Step): boolean {
  if (step.kind !== 'steps' && step.kind !== 'case') {
    return false;
  }
  return step.steps.some((inner) => inner.kind === 'case' || containsCase(inner));
}
