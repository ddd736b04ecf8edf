import picomatch from 'picomatch';
import type { Group } from '../../config/configuration.js';
import type { Step } from '../../config/grammar/step.js';

/** What of a configuration is to run; what is left out is skipped, with the reason. */
export interface Selection {
  readonly groups?: readonly string[];
  /** Globs over case ids: `object/put-object/**`. */
  readonly cases?: readonly string[];
  readonly tags?: readonly string[];
}

/** Why a group is left out, or null. */
export function selectGroup(group: Group, { groups }: Selection): string | null {
  if (!groups || groups.length === 0 || groups.includes(group.name)) return null;
  return 'not selected by --group';
}

/** Why a step of `test` is left out, or null: judged at cases, and at steps that stand outside of one. */
export function selectStep(
  step: Step,
  caseId: string | null,
  group: Group,
  selection: Selection,
): string | null {
  const { cases = [], tags = [] } = selection;
  const holdsCases = containsCase(step);
  if (cases.length > 0) {
    if (caseId === null && !holdsCases) return 'not selected by --case';
    if (step.kind === 'case' && !holdsCases && !cases.some((glob) => matchesCase(caseId ?? '', glob)))
      return 'not selected by --case';
  }
  if (tags.length > 0 && !holdsCases && (step.kind === 'case' || caseId === null)) {
    const own = new Set([...group.tags, ...(step.tags ?? [])]);
    if (!tags.some((tag) => own.has(tag))) return 'not selected by --tag';
  }
  return null;
}

/** Whether a case id, or the id of one of its rows, matches a glob. */
export function matchesCase(id: string, glob: string): boolean {
  const bare = glob.replace(/\[[^\]]*\]$/, '');
  return picomatch.isMatch(id, bare, { dot: true });
}

function containsCase(step: Step): boolean {
  if (step.kind !== 'steps' && step.kind !== 'case') return false;
  return step.steps.some((inner) => inner.kind === 'case' || containsCase(inner));
}
