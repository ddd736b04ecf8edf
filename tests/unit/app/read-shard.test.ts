import { describe, expect, test } from 'vitest';
import { readShard } from '../../../src/app/read-shard.js';
import { UsageError } from '../../../src/app/usage-error.js';

const slurm = (id: number, min: number, max: number, step: number, count: number) => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_MIN: `${min}`,
  SLURM_ARRAY_TASK_MAX: `${max}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
});
const gitlab = { CI_NODE_INDEX: '4', CI_NODE_TOTAL: '4' };
const batch = { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '10' };

test('I/N is what it says, whatever the environment', () => {
  expect(readShard('2/8', gitlab)).toEqual({ index: 2, count: 8 });
});

describe('auto is what the engine says', () => {
  test.each<readonly [string, Record<string, string>, string]>([
    ['Kubernetes', { JOB_COMPLETION_INDEX: '0', S3TESTER_SHARD_COUNT: '4' }, '1/4'],
    ['Kubernetes, last', { JOB_COMPLETION_INDEX: '3', S3TESTER_SHARD_COUNT: '4' }, '4/4'],
    ['Slurm from 0', slurm(3, 0, 3, 1, 4), '4/4'],
    ['Slurm from 1', slurm(1, 1, 4, 1, 4), '1/4'],
    ['Slurm in steps', slurm(8, 0, 12, 4, 4), '3/4'],
    ['Slurm, one task', slurm(7, 7, 7, 1, 1), '1/1'],
    ['AWS Batch', batch, '1/10'],
    ['GitLab', gitlab, '4/4'],
    ['GitHub', { S3TESTER_SHARD_INDEX: '1', S3TESTER_SHARD_COUNT: '3' }, '2/3'],
    ['Buildkite', { BUILDKITE_PARALLEL_JOB: '2', BUILDKITE_PARALLEL_JOB_COUNT: '3' }, '3/3'],
    ['GitLab, of which a job that is not parallel has a total', { ...batch, CI_NODE_TOTAL: '1' }, '1/10'],
    ['an empty variable is none', { ...batch, CI_NODE_INDEX: '' }, '1/10'],
  ])('%s', (_, environment, shard) => {
    const { index, count } = readShard('auto', environment);
    expect(`${index}/${count}`).toBe(shard);
  });
});

test('an engine that is named is asked alone', () => {
  const environment = { ...gitlab, ...slurm(0, 0, 3, 1, 4) };
  expect(readShard('slurm', environment)).toEqual({ index: 1, count: 4 });
  expect(readShard('gitlab', environment)).toEqual({ index: 4, count: 4 });
});

describe('what gives no shard is refused, with what to do', () => {
  test.each<readonly [string, string, Record<string, string>, string, string]>([
    ['a word', 'half', {}, '--shard half: write I/N, such as 2/8, or auto', 'slurm'],
    ['a number', '3', {}, '--shard 3: write I/N', 'kubernetes'],
    ['more than there are', '3/2', {}, '--shard 3/2: write I/N', 'auto'],
    [
      'no engine',
      'auto',
      { CI_NODE_TOTAL: '1' },
      'nothing in the environment tells which',
      'JOB_COMPLETION_INDEX',
    ],
    [
      'two engines',
      'auto',
      { ...gitlab, ...batch },
      'AWS_BATCH_JOB_ARRAY_INDEX, CI_NODE_INDEX',
      '--shard gitlab',
    ],
    ['another engine', 'slurm', gitlab, 'SLURM_ARRAY_TASK_ID is not set', ''],
    ['no count', 'auto', { JOB_COMPLETION_INDEX: '0' }, 'S3TESTER_SHARD_COUNT is not set', 'completions'],
    ['no total', 'auto', { CI_NODE_INDEX: '1' }, 'CI_NODE_TOTAL is not set', 'parallel'],
    [
      'an index too high',
      'auto',
      { ...gitlab, CI_NODE_INDEX: '5' },
      'CI_NODE_INDEX is 5 and CI_NODE_TOTAL is 4: it must be from 1 to 4',
      '',
    ],
    ['an index too low', 'auto', { ...gitlab, CI_NODE_INDEX: '0' }, 'it must be from 1 to 4', ''],
    [
      'no number',
      'auto',
      { ...gitlab, CI_NODE_INDEX: 'one' },
      'CI_NODE_INDEX must be a whole number, not "one"',
      '',
    ],
    ['a huge number', 'auto', { ...gitlab, CI_NODE_TOTAL: '99999999999' }, 'must be a whole number', ''],
    ['a negative number', 'auto', { ...gitlab, CI_NODE_INDEX: '-1' }, 'must be a whole number', ''],
    [
      'gaps in an array of Slurm',
      'auto',
      slurm(5, 1, 7, 1, 4),
      '4 numbers from 1 to 7 in steps of 1 have gaps',
      '--array=0-3',
    ],
    ['a step of zero', 'auto', slurm(0, 0, 3, 0, 4), 'have gaps', ''],
    [
      'no minimum',
      'auto',
      { ...slurm(0, 0, 3, 1, 4), SLURM_ARRAY_TASK_MIN: '' },
      'SLURM_ARRAY_TASK_MIN is not set',
      '',
    ],
    ['zero shards', 'auto', { ...batch, AWS_BATCH_JOB_ARRAY_SIZE: '0' }, 'AWS_BATCH_JOB_ARRAY_SIZE is 0', ''],
  ])('%s', (_, text, environment, message, hint) => {
    try {
      readShard(text, environment);
      expect.unreachable('it was read');
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      const { message: said, hint: more = '' } = error as UsageError;
      expect(said).toContain(message);
      expect(`${said} ${more}`).toContain(hint);
    }
  });
});
