import { fileURLToPath } from 'node:url';
import { installPythonPackages, pythonOf } from '../../servers/lib/install-python.js';
import { runJobProgram } from './steps.js';

const library = fileURLToPath(new URL('.', import.meta.url));

/**
 * An application of which the job is a Python program, `job.py` in its folder.
 * @param {Omit<import('./types.js').Application, 'install' | 'run'> & { packages: readonly string[] }} what
 * @returns {import('./types.js').Application}
 */
export function pythonApplication({ packages, ...application }) {
  const { name, version } = application;
  const program = fileURLToPath(new URL(`../${name}/job.py`, import.meta.url));
  return {
    ...application,
    install: (cache) => installPythonPackages(cache, { name, version, packages }),
    run: (installed, place, step) => {
      const env = { ...place.env, PYTHONPATH: library };
      return runJobProgram(pythonOf(installed), [program], { ...place, env }, step);
    },
  };
}
