#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// The V8 of Node 20 optimises a function so early that compiling takes a third of the time of a usual run; later ones
// wait about as long as this.
if (process.versions.v8.startsWith('11.3.')) {
  setFlagsFromString('--interrupt-budget=500000');
}

// Left alone, V8 lets garbage pile up to several times of what is in use before it looks for it.
setFlagsFromString('--heap-growing-percent=30');

// The SDK warns of this version of Node at its first client, on stderr, which is the report's and the log's.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { main } = await import('../dist/cli/main.js');

await main(process.argv.slice(2));
