import path from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../../src/app/usage-error.js';
import { givenVariables } from '../../../src/cli/given-variables.js';
import { makeFolder } from '../../support/make-folder.js';

async function write(text: string): Promise<string> {
  return path.join(await makeFolder({ '.env': text }), '.env');
}

test('a file is read line by line, with quotes, comments and export', async () => {
  const text = '\uFEFF# keys\r\nA=1\r\n\r\n  B = "two words" # behind\nexport C=\'#3\'\nD=\nE=a=b\n';
  expect(await givenVariables({ varFile: [await write(text)] }, {})).toEqual({
    A: '1',
    B: 'two words',
    C: '#3',
    D: '',
    E: 'a=b',
  });
});

test('what is set wins over files, a later file over an earlier one, and --var over all', async () => {
  const envFile = [await write('A=file\nB=file\nC=file\n'), await write('B=later\n')];
  const given = await givenVariables({ envFile, var: ['C=var', 'D=x=y', 'E='] }, { A: 'set', C: 'set' });
  expect(given).toEqual({ B: 'later', C: 'var', D: 'x=y', E: '' });
});

test('a file has the same in it under either name of the option', async () => {
  const files = { envFile: [await write('A=1\nB=1\n')], varFile: [await write('B=2\n')] };
  expect(await givenVariables(files, {})).toEqual({ A: '1', B: '2' });
});

test.each(['hidden', '=hidden', 'lower=hidden', '1A=hidden', 'A-B=hidden'])(
  '--var %s is refused, and not repeated',
  async (pair) => {
    const error = await givenVariables({ var: [pair] }, {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain('NAME=value');
    expect(String(error)).not.toContain('hidden');
  },
);

test('a wrong file is refused with its place', async () => {
  const file = await write('A=1\nhidden secret\n');
  await expect(givenVariables({ envFile: [file] }, {})).rejects.toThrow(`${file}:2: this is not NAME=value`);
  await expect(givenVariables({ envFile: ['none.env'] }, {})).rejects.toThrow(
    'cannot read the variables of none.env: there is no such file or folder',
  );
  await expect(givenVariables({ envFile: [path.dirname(file)] }, {})).rejects.toThrow('this is a folder');
});
