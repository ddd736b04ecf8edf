import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ServerRun } from '../../../../../scripts/servers/lib/server-run.js';
import { startServerRun } from '../../../../../scripts/servers/lib/server-run.js';
import { defaultUsers } from '../../../../../scripts/servers/lib/users.js';

function spawnNode(run: ServerRun, program: string) {
  return run.spawn(process.execPath, ['--eval', program]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('a server is up when its start has ended, and gone with its data when it is stopped', async () => {
  let folder = '';
  const running = await startServerRun('some', 0, async (run) => {
    folder = run.folder;
    await writeFile(join(folder, 'data'), 'kept in the run');
    const answer = `(_, response) => response.end('hello')`;
    await spawnNode(run, `require('http').createServer(${answer}).listen(${run.port}, '127.0.0.1')`);
    await run.untilAnswers();
    return { main: defaultUsers.main };
  });
  const { endpoint, pids } = running;
  expect(await (await fetch(endpoint)).text()).toBe('hello');
  expect(pids.map(isAlive)).toEqual([true]);

  await running.stop();
  await running.stop();
  expect(pids.map(isAlive)).toEqual([false]);
  expect(existsSync(folder)).toBe(false);
});

test('one that ends by itself is noticed', async () => {
  const running = await startServerRun('some', 0, async (run) => {
    const server = `require('http').createServer(() => process.exit()).listen(${run.port}, '127.0.0.1')`;
    await spawnNode(run, server);
    await run.until(async () => isListening(run.port));
    return { main: defaultUsers.main };
  });
  await expect(fetch(running.endpoint)).rejects.toThrow('fetch failed');
  await running.ended;
  expect(running.pids.map(isAlive)).toEqual([false]);
  await running.stop();
});

test('one that ends while starting is an error that shows what it said, and leaves nothing', async () => {
  let folder = '';
  const starting = startServerRun('some', 0, async (run) => {
    folder = run.folder;
    await spawnNode(run, `console.error('the port is taken'); process.exit(1)`);
    await run.untilAnswers();
    return { main: defaultUsers.main };
  });
  await expect(starting).rejects.toThrow(/ended while starting\nthe port is taken/);
  expect(existsSync(folder)).toBe(false);
});

test('one that is not there is an error that names it', async () => {
  const starting = startServerRun('some', 0, async (run) => {
    await run.spawn(join(run.folder, 'no-such-program'), []);
    await run.untilAnswers();
    return { main: defaultUsers.main };
  });
  await expect(starting).rejects.toThrow(/no-such-program/);
});
