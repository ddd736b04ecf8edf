import type { RecordingLine } from './schema.js';

/** The code of the error document that was answered, its status where there is no document; null where nothing went wrong. */
export function errorCodeOf({ response }: Pick<RecordingLine, 'response'>): string | null {
  return response === null || response.status < 300
    ? null
    : (/<Code>([^<]+)<\/Code>/.exec(response.body.text ?? '')?.[1] ?? String(response.status));
}
