import path from 'node:path';
import envPaths from 'env-paths';

/** The folder of the journals: under `S3TESTER_STATE_DIR`, else where the user's platform keeps the state of programs. */
export function journalFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const state = environment.S3TESTER_STATE_DIR || envPaths('s3tester', { suffix: '' }).log;
  return path.join(state, 'journals');
}
