import { fileURLToPath } from 'node:url';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { runCheckProgram } from './check-program.js';

const version = '1.44.5';
const program = fileURLToPath(new URL('boto3-checks.py', import.meta.url));

/** boto3: managed transfers, paginators, waiters, and presigned URLs and forms. */
export const boto3 = /** @satisfies {import('./client.js').Client} */ ({
  name: 'boto3',
  version,
  install: (cache) =>
    installPythonPackages(cache, { name: 'boto3', version, packages: [`boto3==${version}`] }),
  run: (installed, place, check) => runCheckProgram(pythonOf(installed), [program], place, check),
});
