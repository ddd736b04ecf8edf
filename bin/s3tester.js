#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

const words = process.argv.slice(2);

if (words.length === 1 && words[0] === '--version') {
  // What scripts ask first needs nothing of the rest.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  // Left alone, V8 lets garbage pile up to several times of what is in use before it looks for it.
  setFlagsFromString('--heap-growing-percent=30');

  // The SDK warns of this version of Node at its first client, on stderr, which is the report's and the log's.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const { compileLate, main } = await import('../dist/bundle/main.js');

  compileLate();
  await main(words);
}
