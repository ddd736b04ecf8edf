import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addCommonOptions, addTargetOptions, gatherOptions } from '../../../src/cli/options.js';

/** What a command sees of the words of a command line. */
function gather(words: readonly string[]): Readonly<Record<string, unknown>> {
  let gathered: Readonly<Record<string, unknown>> = {};
  const program = addCommonOptions(new Command('s3tester'));
  addTargetOptions(addCommonOptions(program.command('run'))).action((_options, command: Command) => {
    gathered = gatherOptions(command);
  });
  program.parse([...words], { from: 'user' });
  return gathered;
}

test('options count before the command as after it; what stands after it wins, lists are joined in order', () => {
  expect(gather(['--format', 'json', '-c', 'a', '-v', 'run', '-c', 'b', '--config=c'])).toMatchObject({
    format: 'json',
    verbose: true,
    config: ['a', 'b', 'c'],
  });
  expect(gather(['--format', 'json', 'run', '--format', 'yaml'])).toMatchObject({ format: 'yaml' });
});

test('what was not given is absent, so that other sources may say it', () => {
  expect(gather(['run'])).toEqual({ config: [], credential: [] });
  expect(gather(['--no-color', 'run', '--no-path-style'])).toMatchObject({ color: false, pathStyle: false });
  expect(gather(['run', '--path-style'])).toMatchObject({ pathStyle: true });
});
