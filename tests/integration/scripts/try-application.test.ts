import assert from 'node:assert/strict';
import { expect, test } from 'vitest';
import { runClean, tryFaults } from '../../../scripts/applications/lib/try-application.js';
import type { Application, DoStep, Place } from '../../../scripts/applications/lib/types.js';
import { signRequest } from '../../../scripts/servers/lib/sign-request.js';

const body = Buffer.from('0123456789');

async function ask({ endpoint, region, ...user }: Place, method: string, path: string, headers = {}) {
  const url = new URL(path, endpoint);
  const sent = method === 'PUT' ? body : Buffer.alloc(0);
  const signature = signRequest({ method, url, body: sent, user, region });
  const response = await fetch(url, {
    method,
    headers: { ...signature, ...headers },
    ...(method === 'PUT' ? { body } : {}),
  });
  return { status: response.status, text: await response.text() };
}

/** Writes an object, reads a part of it believing whatever status it gets, and lists it where it may. */
const trusting: Application = {
  name: 'trusting',
  version: '1',
  install: async () => '',
  async run(_, place: Place, step: DoStep) {
    const path = `/${place.bucket}/k`;
    await step('writes', async () => {
      const { status } = await ask(place, 'PUT', path);
      if (status !== 200) {
        throw new Error(`refused with ${status} at ${place.endpoint}`);
      }
    });
    await step('reads', async () => {
      assert.equal((await ask(place, 'GET', path, { range: 'bytes=0-3' })).text, '0123');
    });
    await step('lists', async () => {
      await ask(place, 'GET', `/${place.bucket}?list-type=2`);
    });
  },
};

test('an application is judged by what its job does under each fault that it asks about', async () => {
  const seen: Record<string, unknown> = {};
  const clean = await runClean(trusting, '');
  for await (const { id, outcome } of tryFaults(trusting, '', clean, () => true)) {
    seen[id] = outcome;
  }
  expect(seen).toMatchObject({
    'range-ignored': { happened: 'loses data silently', step: 'reads' },
    'content-range-missing': { happened: 'passes' },
    'list-entry-missing': { happened: 'passes' },
    'not-implemented=ListObjectsV2': { happened: 'works round it' },
    'not-implemented=GetObject': { happened: 'loses data silently', step: 'reads' },
    'not-implemented=PutObject': {
      happened: 'fails loudly',
      step: 'writes',
      why: 'refused with 501 at ENDPOINT',
    },
  });
  expect(Object.keys(seen)).not.toContain('truncation-not-said');
});

test('only what is chosen is tried', async () => {
  const seen: string[] = [];
  const clean = await runClean(trusting, '');
  for await (const { id } of tryFaults(trusting, '', clean, (one) => one === 'range-ignored')) {
    seen.push(id);
  }
  expect(seen).toEqual(['range-ignored']);
});

test('a job that fails without a fault proves nothing', async () => {
  const broken: Application = {
    ...trusting,
    run: (_, __, step) => step('writes', () => Promise.reject(new Error('no disk'))),
  };
  await expect(runClean(broken, '')).rejects.toThrow(/writes: error: no disk/);
});
