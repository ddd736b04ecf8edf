import { isMap, isSeq, parseDocument as parseYaml, type YAMLMap, YAMLSeq } from 'yaml';
import type { CaseResult, Results } from '../../results/types.js';
import { namesCase } from './baseline.js';

const fallbackReason = { unsupported: 'not implemented', fail: 'deviates: to be explained' };

/**
 * The text of a baseline brought up to date with results: entries whose cases now pass go, new failures come, and
 * what stays keeps its reason, its link and its comments. An empty text gives a new baseline.
 */
export function updateBaseline(text: string, results: Results): string {
  const document = parseYaml(text.trim() === '' ? 'known: []\n' : text);
  if (!isMap(document.contents)) throw new Error('a baseline is a map with the key known');
  const failed = results.cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'unsupported');
  const judged = new Map(
    results.cases
      .filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'blocked')
      .map((one) => [one.id, one]),
  );
  if (results.target.server !== null && !document.has('server'))
    document.set('server', results.target.server);
  if (results.conformance) document.set('suite', results.conformance.suite_version);
  const known = document.get('known');
  const entries = isSeq(known) ? (known.items as YAMLMap[]) : [];
  const kept = entries.filter((entry) => stays(entry, judged));
  const covered = (one: CaseResult): boolean =>
    kept.some(
      (entry) =>
        namesCase(String(entry.get('case')), one.id) &&
        [one.verdict, one.kind].includes(entry.get('verdict') as never),
    );
  const added = failed.filter((one) => !covered(one)).map((one) => newEntry(one));
  // The list itself is kept, since the comment before its first entry belongs to it.
  const list = isSeq(known) ? known : new YAMLSeq();
  list.items = [...kept, ...added.map((entry) => document.createNode(entry, { flow: true }))];
  list.flow = false;
  document.set('known', list);
  return document.toString({ lineWidth: 0 });
}

/** An entry stays while one of its cases fails as it says, or was not judged by this run. */
function stays(entry: YAMLMap, judged: ReadonlyMap<string, CaseResult>): boolean {
  const pattern = String(entry.get('case'));
  const own = [...judged.values()].filter(({ id }) => namesCase(pattern, id));
  if (own.length === 0 || entry.get('flaky') === true) return true;
  return own.some(
    ({ verdict, kind }) => verdict !== 'pass' && [verdict, kind].includes(entry.get('verdict') as never),
  );
}

function newEntry({ id, verdict, kind, reason }: CaseResult) {
  const said =
    verdict === 'unsupported'
      ? fallbackReason.unsupported
      : `${fallbackReason.fail}${reason === null ? '' : ` (${reason})`}`;
  return { case: id, verdict: kind ?? verdict, reason: said };
}
