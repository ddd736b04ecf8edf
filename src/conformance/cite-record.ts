import type { CaseResult } from '../results/types.js';
import type { AwsRecord } from './ledger.js';
import type { RecordSource } from './record-shape.js';

/** A record as the results of a case cite it. */
export function citeRecord({ id, seen, source }: AwsRecord): NonNullable<CaseResult['records']>[number] {
  return { id, seen, sources: source.flatMap((one) => pageOf(one) ?? []) };
}

/** The page that shows a record; in a repository that of the commit, where it is known. */
function pageOf({ url, repository, path, commit, issue, pull_request }: RecordSource): string | null {
  if (url !== undefined || repository === undefined) {
    return url ?? null;
  }
  const home = `https://github.com/${repository}`;
  if (path !== undefined) {
    return `${home}/blob/${commit ?? 'HEAD'}/${path.split('/').map(encodeURIComponent).join('/')}`;
  }
  return issue === undefined ? `${home}/pull/${pull_request}` : `${home}/issues/${issue}`;
}
