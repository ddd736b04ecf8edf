import { loadYaml } from '../lib/load-yaml.js';
import { describeProblems, isResults } from './schema/check.js';
import type { Results } from './types.js';

/** Why a file is no file of results: a stable code, and one sentence for people that names the file. */
export interface ResultsProblem {
  readonly code: 'unreadable' | 'not-results' | 'other-version' | 'wrong-shape' | 'conflict';
  readonly file: string;
  readonly message: string;
}

/** The outcome of reading or merging: results, or the reason why there are none. */
export type ResultsOrProblem = { readonly results: Results } | { readonly problem: ResultsProblem };

const knownFormat = 1;

/** Reads the text of a result file, JSON or YAML; `file` names it in problems. Never throws. */
export function readResults(text: string, file: string): ResultsOrProblem {
  let data: unknown;
  try {
    data = text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : loadYaml().parse(text, { maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return problem('unreadable', file, `${file} is neither JSON nor YAML: ${reason}`);
  }
  if (typeof data !== 'object' || data === null || !('result_format' in data)) {
    return problem('not-results', file, `${file} is not a result file of s3tester: it has no result_format`);
  }
  if (data.result_format !== knownFormat) {
    const version = JSON.stringify(data.result_format);
    const message = `${file} has result_format ${version}; this s3tester reads ${knownFormat}`;
    return problem('other-version', file, message);
  }
  if (!isResults(data)) {
    const [wrong] = describeProblems(data);
    return problem('wrong-shape', file, `${file} is not a complete result file: ${wrong}`);
  }
  return { results: data };
}

function problem(code: ResultsProblem['code'], file: string, message: string): ResultsOrProblem {
  return { problem: { code, file, message } };
}
