import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../../src/results/fold.js';
import { createRedactor } from '../../../../src/results/redact.js';
import { resultsOf } from '../../../../src/results/source.js';
import { EventFile } from '../../../../src/results/stream/event-file.js';
import { readStream } from '../../../../src/results/stream/read-stream.js';
import { type Recording, startRecording } from '../../../../src/results/stream/recording.js';
import { makeFolder } from '../../../support/make-folder.js';
import { finished, started, stepFinished, wholeRun } from './events.js';

const onLost = (error: Error) => {
  throw error;
};

async function fileOf(name = 'run.ndjson'): Promise<string> {
  return path.join(await makeFolder(), name);
}

/** Everything that a recording of these events holds in the end. */
function record(recording: Recording, events = wholeRun) {
  for (const event of events) {
    recording.add(event);
  }
  return resultsOf(recording.finish(null));
}

describe.each([
  ['in memory', async () => undefined],
  ['in a file', fileOf],
])('%s', (_where, choose) => {
  test('the results are those that the events fold into', async () => {
    const recording = startRecording({ file: await choose(), onLost });
    expect(record(recording)).toEqual(await fold(wholeRun));
    recording.close();
  });

  test('what came to light late is masked, in names, steps and cases', async () => {
    const secret = 'Zm9vYmFyYmF6cXV4';
    const file = await choose();
    const recording = startRecording({ file, onLost });
    recording.add(started);
    const known = { group_name: `"${secret}"`, skip_reason: `needs "${secret}"`, status: 'skipped' } as const;
    recording.add(stepFinished([0, 0], { ...known, parameters: { body: `a text with ${secret} in it` } }));
    recording.add(stepFinished([0, 1], { parameters: { body: `a text with ${secret} in it` } }));
    recording.add(stepFinished([0, 2], { parameters: { body: `a text with ${secret} in it` } }));
    recording.add(finished);
    const source = recording.finish(createRedactor([secret]));
    const facts = source.results.map(({ group_name, skip_reason }) => [group_name, skip_reason]);
    expect(JSON.stringify([resultsOf(source), facts])).not.toContain(secret);
    expect(source.results[2]?.read().parameters.body).toMatch(/^a text with \S+ in it$/);
    if (file !== undefined) {
      expect(readFileSync(file, 'utf8')).not.toContain(secret);
      expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
    }
    recording.close();
  });
});

test('more steps than memory is meant for go to a file that has no name', async () => {
  const recording = startRecording({ onLost });
  const many = Array.from({ length: 5000 }, (_, index) =>
    stepFinished([index], { parameters: { key: `key ${index}, and a value that is long` } }),
  );
  const { results } = record(recording, [started, ...many, finished]);
  expect(results).toEqual(many.map(({ result }) => result));
  recording.close();
});

test('each event is in the file when it is added, and what is for progress only is not', async () => {
  const file = await fileOf();
  const recording = startRecording({ file, onLost });
  const types: unknown[] = [];
  for (const event of wholeRun) {
    recording.add(event);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    types.push((JSON.parse(lines.at(-1) ?? '') as { type: unknown }).type);
  }
  recording.close();
  expect(types).toEqual(
    wholeRun.map(({ type }, index) =>
      type === 'step-started' || type === 'turn-finished' ? wholeRun[index - 1]?.type : type,
    ),
  );
});

test('what is known in the end replaces what the run knew', async () => {
  const file = await fileOf();
  const recording = startRecording({ file, onLost });
  const { results: _, ...head } = record(recording);
  recording.describe({ ...head, target: { ...head.target, server: 'described' } });
  recording.close();
  const opened = EventFile.open(file);
  expect(readStream(opened).source.target.server).toBe('described');
  opened.close();
});

test('a file that cannot be made is refused', async () => {
  const folder = await makeFolder();
  expect(() => startRecording({ file: folder, onLost })).toThrow(/EISDIR/);
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told once, and costs no results', async () => {
  const told: string[] = [];
  const recording = startRecording({ file: '/dev/full', onLost: ({ message }) => told.push(message) });
  expect(record(recording)).toEqual(await fold(wholeRun));
  recording.close();
  expect(told).toEqual([expect.stringMatching(/ENOSPC/)]);
});

test('what repeats stands there once', async () => {
  const file = await fileOf();
  const recording = startRecording({ file, onLost });
  const body = 'a body that every one of these steps sends';
  const many = Array.from({ length: 50 }, (_, index) => stepFinished([index], { parameters: { body } }));
  const { results } = record(recording, [started, ...many, finished]);
  recording.close();
  expect(results.every(({ parameters }) => parameters.body === body)).toBe(true);
  expect((await readFile(file, 'utf8')).split(body)).toHaveLength(3);
});
