import { describe, expect, test } from 'vitest';
import { readProfile } from '../../../../src/qualify/profile/read-profile.js';
import { makeReader } from '../../../support/memory-reader.js';

const sound = `name: tiny
title: Tiny
url: https://example.com/
evidence: recorded
versions: [{ version: "1", seen: 2026-11-30 }]
operations: { PutObject: [IfNoneMatch] }
requirements:
  - id: creates-once
    requires: { cases: object/put/one, consistency: { workload: queue }, replay: job.yaml }
    why: It loses data.
    weight: unsafe
    source: { url: "https://example.com/doc", seen: 2026-11-30 }
`;
const known = { cases: ['object/put/one', 'object/put/two'], workloads: ['queue', 'counter'] };

async function read(text: string) {
  const reader = makeReader({ '/p/tiny.yaml': text, '/p/job.yaml': '' });
  const { content, diagnostics } = await readProfile('/p/tiny.yaml', reader, known);
  return {
    content,
    found: diagnostics.map(({ code, at, hint }) => [
      code,
      at && text.slice(at.start, at.end).split('\n')[0],
      hint,
    ]),
  };
}

test('a sound profile is read, with the hash of its file', async () => {
  const { content, found } = await read(sound);
  expect(found).toEqual([]);
  expect(content?.profile.name).toBe('tiny');
  expect(content?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

describe('a profile with a mistake is refused, with the place of the mistake', () => {
  test.each<readonly [string, string, string, readonly [string, string, string | undefined]]>([
    [
      'an unknown case',
      'object/put/one,',
      'object/put/ome,',
      ['unknown-case', 'object/put/ome', 'did you mean "object/put/one"?'],
    ],
    [
      'an unknown workload',
      'workload: queue',
      'workload: queeu',
      ['unknown-workload', 'queeu', 'did you mean "queue"?'],
    ],
    ['a scenario that is not there', 'job.yaml', 'jib.yaml', ['no-file', 'jib.yaml', undefined]],
    [
      'an unknown operation',
      'PutObject:',
      'PutObjekt:',
      ['unknown-operation', '{ PutObjekt: [IfNoneMatch] }', 'did you mean "PutObject"?'],
    ],
    [
      'an unknown parameter',
      '[IfNoneMatch]',
      '[IfNonMatch]',
      ['unknown-parameter', '{ PutObject: [IfNonMatch] }', 'did you mean "IfNoneMatch"?'],
    ],
    [
      'an unknown weight',
      'weight: unsafe',
      'weight: unsave',
      ['wrong-value', 'unsave', 'did you mean "unsafe"?'],
    ],
    ['an unknown key', 'why: It', 'wy: It', ['unknown-key', 'wy', 'did you mean "why"?']],
    [
      'a source that is none',
      '{ url: "https://example.com/doc", seen',
      '{ seen',
      ['missing-key', '{ seen: 2026-11-30 }', undefined],
    ],
    [
      'a source without a date',
      ', seen: 2026-11-30 }\n',
      ' }\n',
      ['missing-key', 'url', 'When it was recorded or read: a date, a month or a year.'],
    ],
    [
      'a page that is none',
      'https://example.com/doc',
      'http://example.com/doc',
      ['wrong-value', '"http://example.com/doc"', undefined],
    ],
  ])('%s', async (_, before, after, expected) => {
    const { content, found } = await read(sound.replace(before, after));
    expect(content).toBeNull();
    expect(found).toContainEqual(expected);
  });

  test('requirements without anything that must hold, and two of one name', async () => {
    const twice = `${sound}${sound.slice(sound.indexOf('  - id'))}`;
    expect((await read(twice)).found).toEqual([['duplicate-requirement', 'creates-once', undefined]]);
    const nothing = sound.replace(/requires: .*/, 'requires: {}');
    expect((await read(nothing)).found).toEqual([['missing-key', '{}', undefined]]);
  });

  test('what is optional has neither an answer that counts nor a workaround', async () => {
    const optional = sound.replace('weight: unsafe', 'weight: optional');
    const { found } = await read(`${optional}    when: refused\n    workaround: { setting: a, text: b }\n`);
    expect(found.map(([code]) => code)).toEqual(['misplaced-key', 'misplaced-key']);
  });

  test('a profile that is not there', async () => {
    const { diagnostics } = await readProfile('/p/none.yaml', makeReader({}), known);
    expect(diagnostics).toMatchObject([{ code: 'no-profile', file: '/p/none.yaml' }]);
  });
});
