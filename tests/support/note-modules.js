import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Loaded by `--import` into a command under test: leaves the name of every module that it loads in a file, one a line.

const file = process.env.LOADED_MODULES_FILE ?? '';

if (isMainThread) {
  register(import.meta.url);
  process.on('exit', () =>
    appendFileSync(file, Object.keys(createRequire(import.meta.url).cache).join('\n')),
  );
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context);
  appendFileSync(file, `${found.url}\n`);
  return found;
}
