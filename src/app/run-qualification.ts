import { baseId } from '../conformance/index.js';
import { workloads } from '../consistency/workloads/index.js';
import { features, type Workload } from '../consistency/workloads/workload.js';
import {
  type Evidence,
  evidenceOfCases,
  evidenceOfConsistency,
  evidenceOfReplay,
} from '../qualify/evidence.js';
import { type Qualification, qualifySubject } from '../qualify/qualification.js';
import type { WorkloadRun } from '../qualify/subject.js';
import type { ResultHead } from '../results/source.js';
import { SetUpError } from '../runner/fixtures/set-up-problem.js';
import { targetWords } from '../runner/record/reproduce.js';
import { planFiles } from './plan-files.js';
import { type PreparedQualification, probesOfCase } from './prepare-qualification.js';
import { runSuiteWith } from './run-conformance.js';
import { type ConsistencyWatch, runConsistency } from './run-consistency.js';
import type { Session } from './session.js';
import type { Environment } from './target-options.js';
import { version } from './version.js';

/** What a qualification runs in. */
export interface QualificationRun {
  readonly session: Pick<Session, 'begin' | 'run'>;
  readonly environment: Environment;
  /** Fixes what clients of workloads choose. */
  readonly seed: number;
  readonly interrupt: AbortSignal;
  /** Told before something is tried. */
  readonly began: (what: string) => void;
}

/** Long enough for any sound store; what takes longer is of unknown outcome. */
const timeoutOfWorkloads = 10;

/** Tries what the subjects ask for, each of it once, and says what it means to each of them. */
export async function runQualification(
  prepared: PreparedQualification,
  run: QualificationRun,
): Promise<Qualification> {
  const started = new Date();
  const heads: ResultHead[] = [];
  const evidence: Evidence[] = [];
  const problems: string[] = [];
  const isOver = (): boolean =>
    run.interrupt.aborted || heads.some(({ endpoint_lost }) => endpoint_lost !== null);

  if (prepared.selected) {
    run.began(`${prepared.selected.chosen.length} cases`);
    const results = await runSuiteWith(run.session, run.session.run, prepared, prepared.selected, {
      repeatFailed: 1,
    });
    heads.push(results);
    evidence.push(...evidenceOfCases(results, (id) => probesOf(id, prepared)));
  }
  for (const [path, files] of prepared.replays) {
    if (!isOver()) {
      run.began(path);
      const { settings, credentials } = prepared;
      const results = await run.session.run(planFiles({ ...files, settings, credentials }, {}));
      heads.push(results);
      evidence.push(evidenceOfReplay(path, results));
    }
  }
  for (const workload of prepared.workloads) {
    if (!isOver()) {
      run.began(workload.workload);
      const found = await tryWorkload(workload, prepared, run);
      evidence.push(found.evidence);
      problems.push(...found.problems);
    }
  }
  const [head] = heads;
  const lost = heads.flatMap(({ endpoint_lost, budget_spent }) => endpoint_lost ?? budget_spent ?? []);
  return {
    qualification_format: 1,
    s3tester_version: version,
    suite_version: prepared.suite.version,
    start_time: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    endpoint_url: head?.target.endpoint_url ?? prepared.settings.endpointUrl,
    region: prepared.settings.region,
    server: head?.target.server ?? null,
    applications: prepared.subjects.map((subject) => qualifySubject(subject, evidence)),
    problems: [...lost, ...problems],
    interrupted: run.interrupt.aborted,
  };
}

function probesOf(caseId: string, { suite }: PreparedQualification): readonly string[] {
  const one = suite.cases.find(({ id }) => id === baseId(caseId));
  return one ? probesOfCase(one, suite) : [];
}

interface TriedWorkload {
  readonly evidence: Evidence;
  readonly problems: readonly string[];
}

async function tryWorkload(
  { workload: name, durationMs, clients }: WorkloadRun,
  { settings, credentials, rerun }: PreparedQualification,
  { seed, environment, interrupt }: QualificationRun,
): Promise<TriedWorkload> {
  const workload = workloads.find((one) => one.name === name);
  if (!workload) {
    throw new RangeError(`there is no workload ${name}`);
  }
  const options = [...targetWords(settings), ...rerun.options].join(' ');
  const command = `s3tester consistency --workload ${name} ${options}`;
  try {
    const { results } = await runConsistency(
      { settings: { ...settings, timeout: Math.min(settings.timeout, timeoutOfWorkloads) }, credentials },
      {
        workloads: [workload],
        nemeses: [],
        without: notNeededBy(workload),
        furtherEndpoints: [],
        model: 'strong',
        clients,
        keys: 8,
        seed,
        durationMs,
        maxOperations: Number.POSITIVE_INFINITY,
        rate: null,
        disturbances: { cut: 0, slow: 0 },
        environment,
        history: undefined,
        keepGoing: false,
        interrupt,
        watch: unwatched,
      },
    );
    return { evidence: evidenceOfConsistency(name, results, command), problems: results.problems };
  } catch (error) {
    if (!(error instanceof SetUpError)) {
      throw error;
    }
    const { message: reason } = error;
    return {
      evidence: {
        kind: 'consistency',
        id: name,
        outcome: 'not-decided',
        data_outcome: null,
        differences: null,
        reason,
        exchange: null,
        reproduce: command,
      },
      problems: [],
    };
  }
}

const unwatched: ConsistencyWatch = { began() {}, did() {} };

/** The features that a workload can do without: what a store makes of them says nothing about it. */
function notNeededBy({ needs }: Workload) {
  return (Object.keys(features) as (keyof typeof features)[]).filter((feature) => !needs.includes(feature));
}
