import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The YAML package, loaded at the first call: of its 70 files a run that writes no YAML needs none. */
export function loadYaml(): typeof import('yaml') {
  return require('yaml');
}
