import { expect, test } from 'vitest';
import { installPatiently } from '../../../../../scripts/servers/lib/install-patiently.js';

function failing(times: number) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) {
      throw new Error(`try ${tries}`);
    }
    return `folder of try ${tries}`;
  };
}

test('an installation that breaks off is tried once more, and no more than that', async () => {
  expect(await installPatiently(failing(0), 0)).toBe('folder of try 1');
  expect(await installPatiently(failing(1), 0)).toBe('folder of try 2');
  await expect(installPatiently(failing(2), 0)).rejects.toThrow('try 2');
});
