import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

const pluginVersion = '3.8.1';

/**
 * An artifact of Maven; `without` names those that it must not bring, as `GROUP:ARTIFACT`.
 * @typedef {{ group: string, artifact: string, version: string, without?: readonly string[] }} Coordinates
 */

/**
 * Copies a pinned Java program and the libraries it needs into one folder.
 * @param {string} cache
 * @param {Coordinates & { name: string, classifier?: string, beside?: readonly Coordinates[] }} what
 *   `classifier` names one self-contained archive, which is unpacked; `beside` what else is needed
 * @returns {Promise<string>} the folder, whose sub-folder `lib` holds the archives, `unpacked` the self-contained one
 */
export function installMavenProgram(cache, { name, classifier, beside = [], ...program }) {
  const { artifact, version } = program;
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const dependencies = [dependency(program, classifier), ...beside.map((one) => dependency(one))];
    const project = [
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
      '<groupId>s3tester</groupId><artifactId>cache</artifactId><version>1</version><packaging>pom</packaging>',
      `<dependencies>${dependencies.join('')}</dependencies></project>`,
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
 * @param {Coordinates} what
 * @param {string} [classifier]
 */
function dependency({ group, artifact, version, without = [] }, classifier) {
  const exclusions = without.map((one) => {
    const [groupId, artifactId] = one.split(':');
    return `<exclusion><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId></exclusion>`;
  });
  return [
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`,
    classifier ? `<classifier>${classifier}</classifier>` : '',
    `<exclusions>${exclusions.join('')}</exclusions></dependency>`,
  ].join('');
}

/**
 * @param {string} archive
 * @param {string} into
 */
async function unpack(archive, into) {
  await mkdir(into);
  await runCommand('jar', ['--extract', '--file', archive], { cwd: into });
}
