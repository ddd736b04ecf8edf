import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileSink } from '../../../../src/s3/index.js';
import { read } from './read-body.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-bodies-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('fileSink', () => {
  test('leaves a file that is whole, or none', async () => {
    const below = join(folder, 'sink');
    const whole = fileSink(join(below, 'whole'));
    await whole.write(Buffer.from('one '));
    expect(await readdir(below)).not.toContain('whole');
    await whole.write(Buffer.from('two'));
    await whole.end(true);
    const broken = fileSink(join(below, 'broken'));
    await broken.write(Buffer.from('part'));
    await broken.end(false);
    await fileSink(join(below, 'empty')).end(true);
    expect((await readdir(below)).sort()).toEqual(['empty', 'whole']);
    expect((await read(`file://${join(below, 'whole')}`)).toString()).toBe('one two');
  });
});
