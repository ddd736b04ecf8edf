import { expect, test } from 'vitest';
import { inheritOptions, makeCommand } from '../../../../src/cli/options/common.js';
import { makeTargetCommand } from '../../../../src/cli/options/target.js';

/** What a command sees of the words of a command line. */
function gather(words: readonly string[]): Readonly<Record<string, unknown>> {
  let gathered: Readonly<Record<string, unknown>> = {};
  const run = makeTargetCommand('run', '').action((options) => {
    gathered = options;
  });
  const program = makeCommand('s3tester', '').addCommand(run);
  program.hook('preAction', (_program, command) => inheritOptions(command));
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
  expect(gather(['run'])).toEqual({ color: true });
  expect(gather(['--no-color', 'run', '--no-path-style'])).toMatchObject({ color: false, pathStyle: false });
  expect(gather(['run', '--path-style'])).toMatchObject({ pathStyle: true });
});
