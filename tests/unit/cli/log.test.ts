import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog, type LogOptions } from '../../../src/cli/log.js';
import { logEvent } from '../../../src/cli/log-events.js';
import { createRedactor } from '../../../src/results/redact.js';
import { mixedResults } from '../reporting/sample-results.js';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

function logged(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    level: 'trace',
    format: 'pretty',
    stream: { write: (text) => lines.push(text) },
    color: false,
    redact: createRedactor([secret]),
    ...options,
  });
  return { log, lines };
}

test('pretty: time, level, message, facts', () => {
  const { log, lines } = logged();
  log.warn({ group: 'Upload', tries: 2 }, 'slow');
  log.info('plain');
  expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d\.\d{3} /, ''))).toEqual([
    'warn  slow group: Upload, tries: 2\n',
    'info  plain\n',
  ]);
});

test('json: one object per line, with level and time as text', () => {
  const { log, lines } = logged({ format: 'json' });
  log.warn({ group: 'Upload' }, 'slow');
  const record = JSON.parse(lines.join(''));
  expect(record).toEqual({ level: 'warn', time: record.time, group: 'Upload', msg: 'slow' });
  expect(new Date(record.time).toISOString()).toBe(record.time);
});

test('says nothing below its level', () => {
  const { log, lines } = logged({ level: 'warn' });
  log.info('no');
  log.debug('no');
  log.error('yes');
  expect(lines).toHaveLength(1);
});

test.each(['pretty', 'json'] as const)('%s: no secret gets through, wherever it stands', (format) => {
  const { log, lines } = logged({ format });
  log.info({ deep: [{ key: secret }], 'x-amz-security-token': 'abc123' }, `in a message: ${secret}`);
  log.info('in an argument: %s and %j', secret, { a: secret });
  log.error(new Error(`in an error: ${secret}`));
  log.error({ err: new Error(secret) }, 'as a fact');
  log.info({ body: new TextEncoder().encode(secret), at: new Map([['m', secret]]) }, 'bytes and maps');
  const text = lines.join('');
  expect(lines).toHaveLength(5);
  expect(text).not.toContain('wJalr');
  expect(text).not.toContain('abc123');
  expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
  expect(text).toContain('in an error: ***');
});

test('a file is complete as soon as the call returns', () => {
  const file = join(mkdtempSync(join(tmpdir(), 's3tester-')), 'run.log');
  const { log, lines } = logged({ format: 'json', file });
  log.warn('one');
  log.warn('two');
  expect(
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).msg),
  ).toEqual(['one', 'two']);
  expect(lines).toEqual([]);
});

test.each([
  ['error', ['error']],
  ['info', ['error', 'fail']],
  ['debug', ['error', 'fail', 'pass', 'skipped']],
] as const)('events: at %s stand steps that ended with %j', (level, statuses) => {
  const { log, lines } = logged({ level });
  for (const [index, result] of mixedResults.results.entries()) {
    logEvent(log, { type: 'step-finished', order: [index], result: { ...result, http: [] } });
  }
  const wanted = new Set<string>(statuses);
  expect(lines).toHaveLength(mixedResults.results.filter(({ status }) => wanted.has(status)).length);
});

test('events: a failed step has its message, its status and its place', () => {
  const { log, lines } = logged({ level: 'info' });
  for (const [index, result] of mixedResults.results.entries()) {
    logEvent(log, { type: 'step-finished', order: [index], result });
  }
  expect(lines[0]).toContain('step finished: Upload › test[1] › GetObject status: fail');
});
