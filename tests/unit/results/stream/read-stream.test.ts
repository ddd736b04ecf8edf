import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../../src/results/fold.js';
import { describeEvent } from '../../../../src/results/schema/check.js';
import { resultsOf } from '../../../../src/results/source.js';
import { EventFile } from '../../../../src/results/stream/event-file.js';
import { StreamError } from '../../../../src/results/stream/read-events.js';
import { readStream } from '../../../../src/results/stream/read-stream.js';
import { startRecording } from '../../../../src/results/stream/recording.js';
import { makeFolder } from '../../../support/make-folder.js';
import { wholeRun } from './events.js';

const file = path.join(await makeFolder(), 'run.ndjson');
const bytes = write();

function write(): Buffer {
  const recording = startRecording({
    file,
    onLost(error) {
      throw error;
    },
  });
  for (const event of wholeRun) {
    recording.add(event);
  }
  recording.close();
  return readFileSync(file);
}

/** What the stream says where the file holds this. */
function read(content: Uint8Array | string) {
  writeFileSync(file, content);
  const opened = EventFile.open(file);
  try {
    const { source, isWhole } = readStream(opened, describeEvent);
    return { results: resultsOf(source), isWhole };
  } finally {
    opened.close();
  }
}

/** The lines of the stream, each changed or not. */
function withLine(number: number, line: string): string {
  return bytes
    .toString()
    .split('\n')
    .map((known, index) => (index === number - 1 ? line : known))
    .join('\n');
}

test('a whole stream is what its events fold into', async () => {
  expect(read(bytes)).toEqual({ results: await fold(wholeRun), isWhole: true });
});

test('a stream that was cut anywhere says all that was whole, and that it was interrupted', () => {
  const firstLine = bytes.indexOf('\n') + 1;
  fc.assert(
    fc.property(fc.integer({ min: firstLine, max: bytes.length - 2 }), (length) => {
      const cut = bytes.subarray(0, length);
      const whole = cut.toString().split('\n').slice(0, -1);
      const { results, isWhole } = read(cut);
      const events = whole.map((line) => JSON.parse(line) as { type: string; order?: number[] });
      const places = events
        .filter(({ type }) => type === 'step-finished' || type === 'turns-counted')
        .map(({ order }) => String(order));
      // A torn line may lack nothing but its line break.
      const torn = cut.toString().slice(whole.join('\n').length + 1);
      const isTornWhole = torn.endsWith('}') && bytes[length] === 0x0a && torn.includes('"order":[');
      expect(isWhole).toBe(false);
      expect(results.interrupted).toBe(true);
      if (!isTornWhole) {
        expect(results.results).toHaveLength(new Set(places).size);
      }
    }),
  );
});

test.each([
  ['nothing', '', 1, 'is not there: the run broke off before it began'],
  ['half of its first line', '{"type":"run-st', 1, 'is not there: the run broke off before it began'],
  ['another first line', '{"type":"group-finished","group_name":"G"}\n', 1, 'is no beginning of a run'],
  ['a line of something else', withLine(2, 'no JSON'), 2, 'is not JSON'],
  ['a line without a type', withLine(2, '{"a":1}'), 2, 'is no event of a run'],
  ['two runs', withLine(2, bytes.toString().split('\n')[0] ?? ''), 2, 'begins another run'],
  [
    'a step with a wrong status',
    withLine(2, (bytes.toString().split('\n')[1] ?? '').replace('"status":"pass"', '"status":"good"')),
    2,
    'result.status must be one of pass, fail, error, skipped, found "good"',
  ],
  [
    'a number without a value',
    withLine(2, (bytes.toString().split('\n')[1] ?? '').replace(/"expected":\{[^}]*\}/, '"expected":99')),
    2,
    'names a shared value that no line before it has',
  ],
])('a file with %s is refused, with the line', (_what, content, line, message) => {
  const reading = () => read(content);
  expect(reading).toThrow(StreamError);
  expect(reading).toThrow(expect.objectContaining({ line, message }) as Error);
});

test('events of a later version are passed over', () => {
  const later = bytes.toString().replace('\n', '\n{"type":"moon-risen","at":[1]}\n');
  expect(read(later)).toEqual(read(bytes));
});

test('lines longer than what is read at once are read whole', () => {
  const long = bytes.toString().replace('"key":"unlike', `"key":"${'ü'.repeat(100_000)}unlike`);
  const { results } = read(long).results;
  expect(results.map(({ parameters }) => String(parameters.key).length)).toContain(100_036);
});
