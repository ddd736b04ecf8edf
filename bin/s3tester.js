#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);

if (words.length === 1 && words[0] === '--version') {
  // What scripts ask first needs nothing of the rest.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  // The SDK warns of this version of Node at its first client, on stderr, which is the report's and the log's.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const { compileLate, main } = await import('../dist/bundle/main.js');

  compileLate();
  await main(words);
}
