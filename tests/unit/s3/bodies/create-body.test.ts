import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBody } from '../../../support/create-body.js';
import { collect, read } from './read-body.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-bodies-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('createBody', () => {
  test('makes every form', async () => {
    expect((await read('é')).toString('hex')).toBe('c3a9');
    expect((await read(42)).toString()).toBe('42');
    expect((await read(false)).toString()).toBe('false');
    expect(await read(null)).toHaveLength(0);
    expect((await read({ base64: '/wA=' })).toString('hex')).toBe('ff00');
    expect((await read(Buffer.from('raw'))).toString()).toBe('raw');
    expect((await read({ zeros: 3 })).toString('hex')).toBe('000000');
    expect((await read({ concat: ['a', { base64: 'Yg==' }, 3] })).toString()).toBe('ab3');
  });

  test('knows its size, and holds only what is small', async () => {
    const small = await createBody({ size: '1MiB', seed: 1 }, String);
    expect(small).toMatchObject({ size: 2 ** 20, bytes: expect.any(Buffer) });
    const large = await createBody({ concat: [{ size: '1MiB' }, 'x'] }, String);
    expect(large.size).toBe(2 ** 20 + 1);
    expect(large.bytes).toBeUndefined();
    expect(await collect(large)).toHaveLength(2 ** 20 + 1);
    expect((await createBody({ zeros: '5TiB' }, String)).size).toBe(5 * 2 ** 40);
  });

  test('streams a large file, holds a small one, and says what is no file', async () => {
    const path = join(folder, 'a file');
    await writeFile(path, 'small');
    expect(await createBody(`file://${path}`, (reference) => reference.slice(7))).toMatchObject({
      size: 5,
      path,
    });
    await writeFile(path, Buffer.alloc(2 ** 20 + 5, 'x'));
    const body = await createBody(`file://${path}`, (reference) => reference.slice(7));
    expect(body.bytes).toBeUndefined();
    expect(await collect(body)).toHaveLength(2 ** 20 + 5);
    await expect(createBody('file://x', () => folder)).rejects.toThrow('not a file');
    await expect(createBody('file://x', () => join(folder, 'none'))).rejects.toThrow(
      'none: there is no such file or folder',
    );
  });
});
