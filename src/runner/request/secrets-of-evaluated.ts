import { isSecretKey } from '../../config/language/credential.js';
import { isRecord } from '../../lib/records.js';

/** The secrets of the credentials in a value that is evaluated. */
export function* secretsOfEvaluated(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) {
      yield* secretsOfEvaluated(item);
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (isSecretKey(key) && (typeof inner === 'string' || typeof inner === 'number')) {
      yield String(inner);
    }
    yield* secretsOfEvaluated(inner);
  }
}
