import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('s3tester/package.json') as { version: string };

/** What the Server header says. */
export const serverHeader = `s3tester-reference/${version}`;
