import { expect, test } from 'vitest';
import { completeOption } from '../../../src/cli/option-messages.js';

const options = new Map([
  ['--baseline', ['conformance']],
  ['--endpoint-url', ['run', 'conformance']],
]);

test.each([
  ['the commands that have an option', '--baseline', '(it is an option of conformance)'],
  ['several of them', '--endpoint-url', '(it is an option of run, conformance)'],
  ['the option whose name was begun', '--endpoint', '(Did you mean --endpoint-url?)'],
])('the message about an unknown option names %s', (_, given, hint) => {
  const message = `error: unknown option '${given}'\n`;
  expect(completeOption(message, options)).toBe(`error: unknown option '${given}'\n${hint}\n`);
});

test('a message is left as it is where nothing is known, or where it suggests something itself', () => {
  for (const message of [
    "error: unknown option '--foo'\n",
    "error: unknown option '--endpoint'\n(Did you mean --region?)\n",
    'error: too many arguments\n',
  ]) {
    expect(completeOption(message, options)).toBe(message);
  }
});

test.each([
  ["unknown option '-p'", '--parallel'],
  ["unknown option '--no-parallel'\n(Did you mean --parallel?)", '--sequential'],
  ["unknown option '--groups'", 's3tester list groups'],
  ["missing required argument 'what'", 'list groups, list operations, list credentials or list cases'],
  ["option '-f, --format <format>' argument 'console' is invalid.", '--format table'],
  ["option '--log-format <format>' argument 'standard' is invalid.", '--log-format pretty'],
])('error: %s: what to write here is told', (text, write) => {
  const first = text.split('\n')[0];
  expect(completeOption(`error: ${text}\n`, options)).toBe(`error: ${first}\n(write ${write})\n`);
});
