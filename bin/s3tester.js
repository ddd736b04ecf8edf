#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// The V8 of Node 20 optimises a function so early that compiling takes a third of the time of a usual run; later ones
// wait about as long as this.
if (process.versions.v8.startsWith('11.3.')) {
  setFlagsFromString('--interrupt-budget=500000');
}

const { main } = await import('../dist/cli/main.js');

await main(process.argv.slice(2));
