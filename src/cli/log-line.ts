import type { RecordingLine } from '../record/recording/schema.js';
import type { Log } from './log.js';

/** Logs an exchange that was recorded, as the embedded server logs a request. */
export function logLine(log: Log, line: RecordingLine): void {
  const { operation, method, bucket, key, took, response, failure } = line;
  const facts = { operation, method, bucket, key, status: response?.status ?? null, duration: took };
  if (failure === undefined) {
    log.info(facts, 'request');
  } else {
    log.warn({ ...facts, failure }, 'request without a whole response');
  }
}
