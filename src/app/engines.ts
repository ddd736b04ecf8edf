import type { Environment } from './target-options.js';

/** A program that starts a job many times over, and tells each copy which one it is by variables of its environment. */
export interface Engine {
  readonly name: string;
  /** What it calls its copies. */
  readonly title: string;
  /** The variable that is set in a copy, and nowhere else. */
  readonly index: string;
  /** The variable that says how many copies there are. */
  readonly count: string;
  /** The number of the first copy. */
  readonly from: 0 | 1;
  /** What to do where `count` is not set. */
  readonly hint: string;
  /** For numbers that have a beginning and gaps of their own: the variables of the lowest, the highest, and the gap. */
  readonly range?: { readonly first: string; readonly last: string; readonly step: string };
}

/** The variables of those engines that set none themselves: a workflow or manifest sets them. */
const [givenIndex, givenCount] = ['S3TESTER_SHARD_INDEX', 'S3TESTER_SHARD_COUNT'];

/** Every engine whose variables are understood; docs/sharding.md has the pages that say so. */
export const engines: readonly Engine[] = [
  {
    name: 'kubernetes',
    title: 'an Indexed Job of Kubernetes',
    index: 'JOB_COMPLETION_INDEX',
    count: givenCount,
    from: 0,
    hint: `Kubernetes sets no variable for it: give the container ${givenCount} with the number of completions`,
  },
  {
    name: 'slurm',
    title: 'a job array of Slurm',
    index: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    from: 0,
    hint: 'submit with sbatch --array=0-3, for four shards',
    range: {
      first: 'SLURM_ARRAY_TASK_MIN',
      last: 'SLURM_ARRAY_TASK_MAX',
      step: 'SLURM_ARRAY_TASK_STEP',
    },
  },
  {
    name: 'aws-batch',
    title: 'an array job of AWS Batch',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    count: 'AWS_BATCH_JOB_ARRAY_SIZE',
    from: 0,
    hint: 'AWS Batch sets it in the children of an array job',
  },
  {
    name: 'gitlab',
    title: 'a parallel job of GitLab',
    index: 'CI_NODE_INDEX',
    count: 'CI_NODE_TOTAL',
    from: 1,
    hint: 'GitLab sets it in a job with parallel',
  },
  {
    name: 'buildkite',
    title: 'a parallel step of Buildkite',
    index: 'BUILDKITE_PARALLEL_JOB',
    count: 'BUILDKITE_PARALLEL_JOB_COUNT',
    from: 0,
    hint: 'Buildkite sets it in a step with parallelism',
  },
  {
    name: 'github',
    title: 'a matrix of GitHub Actions',
    index: givenIndex,
    count: givenCount,
    from: 0,
    hint: `let the workflow set ${givenCount}: \${{ strategy.job-total }}`,
  },
];

/** The engines that started this process, as far as its environment tells. */
export function enginesIn(environment: Environment): readonly Engine[] {
  return engines.filter(({ index }) => environment[index]);
}
