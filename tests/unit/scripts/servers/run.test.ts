import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { servers } from '../../../../scripts/servers/lib/registry.js';
import { observeCommand } from '../../../../scripts/servers/lib/run-command.js';

const script = fileURLToPath(new URL('../../../../scripts/servers/run.js', import.meta.url));

test('every server has a name of its own and a pinned version', () => {
  expect(new Set(servers.map(({ name }) => name)).size).toBe(servers.length);
  for (const { version } of servers) {
    expect(version).toMatch(/^v?\d+\.\d+/);
  }
});

test.each([
  [[], /^usage: .*\nservers: minio, moto, /],
  [['minoi'], /^unknown server "minoi"; known: minio, moto, /],
])('%o is told what it could have been', async (args, message) => {
  const { status, stdout, output } = await observeCommand(process.execPath, [script, ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(output).toMatch(message);
});
