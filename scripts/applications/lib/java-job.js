import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMavenProgram } from '../../servers/lib/install-maven.js';
import { runJobProgram } from './steps.js';

/**
 * An application of which the job is a Java program, `Job.java` in its folder.
 * @param {Omit<import('./types.js').Application, 'install' | 'run'> &
 *   { artifact: import('../../servers/lib/install-maven.js').Coordinates,
 *     beside: readonly import('../../servers/lib/install-maven.js').Coordinates[] }} what
 * @returns {import('./types.js').Application}
 */
export function javaApplication({ artifact, beside, ...application }) {
  const { name } = application;
  const sources = ['Steps.java', `../${name}/Job.java`].map((file) =>
    fileURLToPath(new URL(file, import.meta.url)),
  );
  return {
    ...application,
    install: (cache) => installMavenProgram(cache, { ...artifact, name, beside }),
    async run(installed, place, step) {
      const libraries = join(installed, 'lib', '*');
      const classes = join(place.folder, 'classes');
      await place.run('javac', ['-proc:none', '-cp', libraries, '-d', classes, ...sources]);
      const classPath = [classes, libraries].join(delimiter);
      await runJobProgram(
        'java',
        ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'Job'],
        place,
        step,
      );
    },
  };
}

/**
 * Modules of the AWS SDK for Java, all of one version.
 * @param {string} version
 * @param {readonly string[]} names
 * @returns {import('../../servers/lib/install-maven.js').Coordinates[]}
 */
export function awsModules(version, names) {
  return names.map((artifact) => ({ group: 'software.amazon.awssdk', artifact, version }));
}
