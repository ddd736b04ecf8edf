import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoModule } from '../../servers/lib/install-go.js';
import { runJobProgram } from '../lib/steps.js';

/**
 * The S3 backend of OpenTofu and Terraform with use_lockfile, by its calls and its SDK; docs/applications.md says why not the
 * program itself.
 */
export const terraform = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'terraform',
  version: 'calls of OpenTofu 1.10, SDK for Go s3 1.114.8',
  quick: ['put-if-none-match-ignored'],
  install: (cache) =>
    installGoModule(cache, {
      name: 'terraform-backend',
      source: fileURLToPath(new URL('.', import.meta.url)),
      beside: [fileURLToPath(new URL('../lib/steps/', import.meta.url))],
      program: 'backend',
    }),
  run: (installed, place, step) => runJobProgram(join(installed, 'backend'), [], place, step),
  race: (installed, place, step) => runJobProgram(join(installed, 'backend'), ['race'], place, step),
});
