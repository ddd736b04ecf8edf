import { createLearningRedactor } from '../../results/redact.js';
import { maskHeader, maskParameter } from './mask-headers.js';
import { maskedKey, maskText } from './mask-text.js';
import type { RecordingLine } from './schema.js';

/** What must not stand in a recording. */
export interface RecordingSecrets {
  readonly accessKeys: readonly string[];
  /** Secret keys and session tokens. */
  readonly secrets: readonly string[];
}

/** Takes the secrets out of an exchange as it was seen; what it calls a secret itself is masked in later ones, too. */
export type LineMask = (line: RecordingLine) => RecordingLine;

// A shorter access key may be an ordinary word, which stands anywhere; where a request names it, it is masked always.
const shortestKey = 16;

/** Makes the mask of a recording. */
export function createLineMask({ accessKeys, secrets }: RecordingSecrets): LineMask {
  const keys = accessKeys.filter((key) => key.length >= shortestKey && !secrets.includes(key));
  const redactor = createLearningRedactor(secrets);
  const redactAll = (text: string): string =>
    keys.reduce((rest, key) => rest.replaceAll(key, maskedKey), redactor.redact({ text }).text);
  return (line) => {
    redactor.learn(secretsOf(line));
    const { query, headers, body, response, failure, bucket, key } = line;
    const maskPairs = (pairs: RecordingLine['headers'], maskPair: typeof maskHeader) =>
      pairs.map((pair): [string, string] => {
        const [name, value] = maskPair(pair);
        return [name, redactAll(value)];
      });
    const maskBody = <B extends { readonly text?: string }>(seen: B): B =>
      seen.text === undefined ? seen : { ...seen, text: redactAll(maskText(seen.text)) };
    return {
      ...line,
      bucket: bucket && redactAll(bucket),
      key: key && redactAll(key),
      query: maskPairs(query, maskParameter),
      headers: maskPairs(headers, maskHeader),
      body: maskBody(body),
      response: response && {
        ...response,
        headers: maskPairs(response.headers, maskHeader),
        body: maskBody(response.body),
      },
      ...(failure === undefined ? {} : { failure: redactAll(maskText(failure)) }),
    };
  };
}

/** What is looked for in later exchanges, too: keys of customers with their digests, and tokens. */
const learnedNames = /(?:customer-key(?:-md5)?|(?:security|session)-token)$/i;
const shortestLearned = 16;

function secretsOf({ query, headers, response }: RecordingLine): readonly string[] {
  return [...query, ...headers, ...(response?.headers ?? [])]
    .filter(([name, value]) => learnedNames.test(name) && value.length >= shortestLearned)
    .map(([, value]) => value);
}
