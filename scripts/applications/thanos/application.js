import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoModule } from '../../servers/lib/install-go.js';
import { runJobProgram } from '../lib/steps.js';

/** objstore, by which Thanos, Mimir and Cortex keep blocks. */
export const thanos = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'thanos',
  version: 'objstore v0.0.0-20250804093838-71d60dfee488',
  manyKeys: 1100,
  install: (cache) =>
    installGoModule(cache, {
      name: 'objstore',
      source: fileURLToPath(new URL('.', import.meta.url)),
      beside: [fileURLToPath(new URL('../lib/steps/', import.meta.url))],
      program: 'job',
    }),
  run: (installed, place, step) => runJobProgram(join(installed, 'job'), [], place, step),
});
