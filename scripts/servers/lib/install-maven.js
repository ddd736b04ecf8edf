import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

const pluginVersion = '3.8.1';

/**
 * Copies a pinned Java program and the libraries it needs into one folder.
 * @param {string} cache
 * @param {{ name: string, version: string, group: string, artifact: string }} what
 * @returns {Promise<string>} the folder, whose sub-folder `lib` holds the archives
 */
export function installMavenProgram(cache, { name, version, group, artifact }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const dependency = `<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`;
    const project = [
      '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
      '<groupId>s3tester</groupId><artifactId>cache</artifactId><version>1</version><packaging>pom</packaging>',
      `<dependencies><dependency>${dependency}</dependency></dependencies></project>`,
    ];
    await writeFile(join(folder, 'pom.xml'), project.join('\n'));
    const goal = `org.apache.maven.plugins:maven-dependency-plugin:${pluginVersion}:copy-dependencies`;
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'lib')}`];
    await runCommand('mvn', ['-q', '-B', goal, ...options], { cwd: folder });
  });
}
