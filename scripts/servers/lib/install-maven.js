import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

const pluginVersion = '3.8.1';

/**
 * Copies a pinned Java program and the libraries it needs into one folder.
 * @param {string} cache
 * @param {{ name: string, version: string, group: string, artifact: string, classifier?: string }} what a
 *   `classifier` names one self-contained archive, which is unpacked
 * @returns {Promise<string>} the folder, whose sub-folder `lib` holds the archives, `unpacked` the self-contained one
 */
export function installMavenProgram(cache, { name, version, group, artifact, classifier }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const dependency = `<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`;
    const kind = classifier ? `<classifier>${classifier}</classifier>` : '';
    const project = [
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
      '<groupId>s3tester</groupId><artifactId>cache</artifactId><version>1</version><packaging>pom</packaging>',
      `<dependencies><dependency>${dependency}${kind}</dependency></dependencies></project>`,
    ];
    await writeFile(join(folder, 'pom.xml'), project.join('\n'));
    const goal = `org.apache.maven.plugins:maven-dependency-plugin:${pluginVersion}:copy-dependencies`;
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'lib')}`];
    if (classifier) {
      options.push('-DexcludeTransitive=true');
    }
    await runCommand('mvn', ['-q', '-B', goal, ...options], { cwd: folder });
    if (classifier) {
      await unpack(join(folder, 'lib', `${artifact}-${version}-${classifier}.jar`), join(folder, 'unpacked'));
    }
  });
}

/**
 * @param {string} archive
 * @param {string} into
 */
async function unpack(archive, into) {
  await mkdir(into);
  await runCommand('jar', ['--extract', '--file', archive], { cwd: into });
}
