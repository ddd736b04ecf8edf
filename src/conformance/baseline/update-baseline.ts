import { isMap, isSeq, parseDocument as parseYaml, stringify, type YAMLMap, YAMLSeq } from 'yaml';
import type { CaseResult, Results } from '../../results/types.js';
import { type BaselineEntry, namesCase } from './baseline.js';
import { holds } from './check-baseline.js';
import { newEntries } from './new-entries.js';

/**
 * The text of a baseline brought up to date with results: entries whose cases now pass go, new failures come with what
 * the server did as their reason, and what stays keeps its reason, its link and its comments. A glob of which one case
 * passes now gives way to an entry for each that does not. An empty text gives a new baseline.
 */
export function updateBaseline(text: string, results: Results): string {
  const document = parseYaml(text.trim() === '' ? emptyBaseline(results) : text);
  if (!isMap(document.contents)) {
    throw new Error('a baseline is a map with the key known');
  }
  const judged = results.cases.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'blocked');
  if (results.conformance) {
    document.set('suite', results.conformance.suite_version);
  }
  const known = document.get('known');
  const entries = isSeq(known) ? (known.items as YAMLMap[]) : [];
  const kept = entries.flatMap((entry) => keep(entry, judged));
  const added = newEntries(
    judged.filter((one) => isFailure(one) && !kept.some((entry) => expectsFailure(entry, one))),
    results,
  );
  // The list itself is kept, since the comment before its first entry belongs to it.
  const list = isSeq(known) ? known : new YAMLSeq();
  list.items = [...kept, ...added.map((entry) => document.createNode(entry, { flow: true }))];
  list.flow = false;
  document.set('known', list);
  return document.toString({ lineWidth: 0 });
}

function emptyBaseline({ target: { server }, conformance }: Results): string {
  return stringify({ ...(server === null ? {} : { server }), suite: conformance?.suite_version, known: [] });
}

/**
 * What stays of an entry: all of it while one of its cases fails as it says and none passes, or none was judged by
 * this run; of one that also covers what passes, the cases that fail as it says.
 */
function keep(entry: YAMLMap, judged: readonly CaseResult[]): readonly YAMLMap[] {
  const pattern = String(entry.get('case'));
  const own = judged.filter(({ id }) => namesCase(pattern, id));
  if (own.length === 0 || entry.get('flaky') === true) {
    return [entry];
  }
  const expectedFailures = own.filter((one) => expectsFailure(entry, one));
  if (expectedFailures.length === 0) {
    return [];
  }
  if (own.every((one) => one.verdict !== 'pass' || expectsFailure(entry, one))) {
    return [entry];
  }
  return expectedFailures.map(({ id }, index) => {
    const narrowed = entry.clone() as YAMLMap;
    narrowed.set('case', id);
    if (index > 0) {
      delete narrowed.commentBefore;
    }
    return narrowed;
  });
}

/** The ids of cases that no baseline can hold: what could not be judged is never expected. */
export function leftOut({ cases }: Results): readonly string[] {
  return cases.filter(({ verdict }) => verdict === 'error').map(({ id }) => id);
}

function isFailure({ verdict }: CaseResult): boolean {
  return verdict === 'fail' || verdict === 'unsupported';
}

function expectsFailure(entry: YAMLMap, found: CaseResult): boolean {
  const verdict = entry.get('verdict') as BaselineEntry['verdict'];
  return namesCase(String(entry.get('case')), found.id) && holds({ verdict }, found);
}
