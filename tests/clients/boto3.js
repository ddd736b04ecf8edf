import { fileURLToPath } from 'node:url';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { runCheckProgram } from './check-program.js';

const version = '1.44.5';
/** boto3: managed transfers, paginators, waiters, and presigned URLs and forms. */
export const boto3 = /** @satisfies {import('./client.js').Client} */ ({
  name: 'boto3',
  ...programOf('boto3-checks.py'),
});

/** boto3 signing with Signature Version 2: every sub-resource, and presigned URLs. */
export const boto3Version2 = /** @satisfies {import('./client.js').Client} */ ({
  name: 'boto3-v2',
  ...programOf('boto3-v2-checks.py'),
  serverOptions: { signatureVersion2: true },
});

/**
 * @param {string} file
 * @returns {Pick<import('./client.js').Client, 'version' | 'install' | 'run'>}
 */
function programOf(file) {
  const program = fileURLToPath(new URL(file, import.meta.url));
  return {
    version,
    install: (cache) =>
      installPythonPackages(cache, { name: 'boto3', version, packages: [`boto3==${version}`] }),
    run: (installed, place, check) => runCheckProgram(pythonOf(installed), [program], place, check),
  };
}
