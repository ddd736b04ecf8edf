import { expect, test } from 'vitest';
import type { HistoryOperation, OperationKind } from '../../../../src/consistency/history/types.js';
import { makeFractions } from '../../../../src/consistency/random.js';
import type { StoreClient } from '../../../../src/consistency/store/store-client.js';
import { lockFile } from '../../../../src/consistency/workloads/lock-file.js';
import { operation } from '../../../support/histories/build.js';

const scope = { bucket: 'bucket', isVersioned: false, prefix: 'e0/', keys: 1, has: () => false } as const;

/** One lock in memory, whose answers are lost as often as `lose` says. */
function memory(lose: () => boolean) {
  let there: number | null = null;
  let next = 0;
  const done: HistoryOperation[] = [];
  const note = (client: number, op: OperationKind, more: Partial<HistoryOperation>): HistoryOperation => {
    const one = operation(client, op, [done.length, done.length], more);
    done.push(one);
    return one;
  };
  const answer = (): Partial<HistoryOperation> => (lose() ? { outcome: 'unknown', status: null } : {});
  const refuse = async () => {
    throw new Error('a lock file asks for something else');
  };
  const clientOf = (id: number): StoreClient => ({
    id,
    random: makeFractions(id),
    async put(_place, { condition, onValue } = {}) {
      const value = ++next;
      onValue?.(value);
      const asked = condition === undefined ? { value } : { value, condition };
      if (there !== null) {
        return note(id, 'put', { ...asked, outcome: 'refused', status: 412 });
      }
      there = value;
      return note(id, 'put', { ...asked, ...answer() });
    },
    async get(_place, options) {
      expect(options).toEqual({ bytesAlone: true });
      return note(id, 'get', { read: { value: there } });
    },
    async delete(_place, { condition } = {}) {
      there = null;
      return note(id, 'delete', { ...(condition === undefined ? {} : { condition }), ...answer() });
    },
    ...{ copy: refuse, head: refuse, list: refuse, createUpload: refuse },
    ...{ uploadPart: refuse, complete: refuse, abort: refuse },
  });
  return { done, clientOf };
}

async function work(lose: () => boolean, steps: number): Promise<readonly HistoryOperation[]> {
  const store = memory(lose);
  const clients = [0, 1, 2].map(store.clientOf);
  const epoch = lockFile.begin(scope);
  for (let step = 0; step < steps; step++) {
    for (const client of clients) {
      await epoch.step(client);
    }
  }
  return store.done;
}

const takesOf = (done: readonly HistoryOperation[]) =>
  done.filter(({ op, outcome }) => op === 'put' && outcome !== 'refused');

test('a lock is created with If-None-Match alone, and deleted without a condition by who holds it', async () => {
  const done = await work(() => false, 200);
  const conditions = done.filter(({ op }) => op === 'put').map(({ condition }) => condition);
  expect(new Set(conditions.map((condition) => JSON.stringify(condition)))).toEqual(
    new Set(['{"if_none_match":"*"}']),
  );
  const deletes = done.filter(({ op }) => op === 'delete');
  expect(deletes.every(({ condition }) => condition === undefined)).toBe(true);
  let holder: number | null = null;
  for (const { op, client, outcome } of done) {
    if (op === 'put' && outcome === 'ok') {
      holder = client;
    } else if (op === 'delete') {
      expect(client).toBe(holder);
    }
  }
  expect(takesOf(done).length).toBeGreaterThan(50);
  expect(new Set(takesOf(done).map(({ client }) => client))).toEqual(new Set([0, 1, 2]));
});

test('a lock that was taken or given up without an answer is found and removed, so that it does not stay for ever', async () => {
  let asked = 0;
  const done = await work(() => ++asked % 3 === 0, 400);
  const half = Math.floor(done.length / 2);
  expect(done.some(({ op, outcome }) => op === 'put' && outcome === 'unknown')).toBe(true);
  expect(takesOf(done.slice(half)).length).toBeGreaterThan(30);
});
