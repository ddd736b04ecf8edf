import { expect, test } from 'vitest';
import { eachServer } from '../../../../../scripts/servers/lib/each-server.js';
import type { ServerScript } from '../../../../../scripts/servers/lib/types.js';

const stopped: string[] = [];

function server(name: string, isThere = true): ServerScript {
  return {
    name,
    version: '1',
    facts: { pathStyle: true, virtualHost: false, alt: true, verifiesSignatures: true, notes: [] },
    install: async () => '/nowhere',
    start: async ({ users }) => {
      if (!isThere) {
        throw new Error('it does not start');
      }
      return {
        endpoint: 'http://127.0.0.1:1',
        region: 'us-east-1',
        users,
        pids: [],
        ended: new Promise(() => {}),
        stop: async () => {
          stopped.push(name);
        },
      };
    },
  };
}

async function tryAll(servers: readonly ServerScript[], enough: number) {
  const lines: string[] = [];
  const tried: string[] = [];
  const print = (line: string) => {
    lines.push(line);
  };
  const isEnough = await eachServer(servers, enough, print, async ({ name }) => {
    tried.push(name);
  });
  return { isEnough, lines, tried };
}

test('tries every server that is there, and names the others', async () => {
  const { isEnough, lines, tried } = await tryAll([server('a'), server('b', false), server('c')], 2);
  expect(tried).toEqual(['a', 'c']);
  expect(lines).toEqual(['could not run b 1: it does not start']);
  expect(isEnough).toBe(true);
});

test('says so where too few could be tried', async () => {
  const { isEnough, lines } = await tryAll([server('a'), server('b', false)], 2);
  expect(isEnough).toBe(false);
  expect(lines).toContain('only 1 of at least 2 servers could be tried');
});

test('ends a server also when its trial breaks off', async () => {
  stopped.length = 0;
  const attempt = () => Promise.reject(new Error('broken off'));
  await expect(eachServer([server('a')], 1, () => {}, attempt)).rejects.toThrow('broken off');
  expect(stopped).toEqual(['a']);
});
