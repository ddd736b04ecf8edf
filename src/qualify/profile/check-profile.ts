import type { Diagnostic, Reader } from '../../config/index.js';
import { nearestHint } from '../../config/shape/suggest.js';
import { errorAt } from '../../config/text/diagnostic.js';
import { findOperation, suggestOperation } from '../../operations/index.js';
import { matchesCase } from '../../runner/plan/selection.js';
import type { Profile } from './profile-shape.js';
import { scenarioPath } from './scenario-path.js';

/** The names that a profile may use. */
export interface KnownNames {
  /** The ids of all cases of the suite. */
  readonly cases: readonly string[];
  readonly workloads: readonly string[];
}

/** Finds names in a profile that nothing has, and claims that contradict each other. */
export async function checkProfile(
  profile: Profile,
  known: KnownNames,
  reader: Reader,
): Promise<readonly Diagnostic[]> {
  const replays = await Promise.all(profile.requirements.map((one) => checkReplay(one, reader)));
  return [
    ...checkOperations(profile),
    ...profile.requirements.flatMap((one, index) => [
      ...checkId(one, index, profile),
      ...checkNames(one, known),
      ...checkWeight(one),
    ]),
    ...replays.flat(),
  ];
}

type Requirement = Profile['requirements'][number];

function checkOperations({ operations, places }: Profile): readonly Diagnostic[] {
  return [...operations].flatMap(([name, parameters]) => {
    const operation = findOperation(name);
    if (operation?.name !== name) {
      const near = suggestOperation(name);
      const hint =
        near === undefined ? 's3tester list operations names all of them' : `did you mean "${near}"?`;
      return [
        errorAt(places.get('operations'), 'unknown-operation', `there is no operation "${name}"`, hint),
      ];
    }
    const members = operation.members.map((member) => member.name);
    return parameters
      .filter((parameter) => !members.includes(parameter))
      .map((parameter) =>
        errorAt(
          places.get('operations'),
          'unknown-parameter',
          `${name} has no parameter "${parameter}"`,
          nearestHint(parameter, members),
        ),
      );
  });
}

function checkId(
  { id, places }: Requirement,
  index: number,
  { requirements }: Profile,
): readonly Diagnostic[] {
  return requirements.findIndex((one) => one.id === id) === index
    ? []
    : [errorAt(places.get('id'), 'duplicate-requirement', `there are two requirements "${id}"`)];
}

function checkNames({ requires, workaround }: Requirement, known: KnownNames): readonly Diagnostic[] {
  const { cases = [], consistency, replay, where } = requires;
  const workload = consistency?.workload;
  return [
    ...(cases.length === 0 && consistency === undefined && replay === undefined
      ? [errorAt(where, 'missing-key', 'a requirement requires cases, consistency or replay')]
      : []),
    ...[...cases, ...(workaround?.cases ?? [])]
      .filter(({ value }) => !known.cases.some((id) => matchesCase(id, value)))
      .map(({ value, at }) =>
        errorAt(at, 'unknown-case', `no case matches "${value}"`, caseHint(value, known.cases)),
      ),
    ...(workload === undefined || known.workloads.includes(workload.value)
      ? []
      : [
          errorAt(
            workload.at,
            'unknown-workload',
            `there is no workload "${workload.value}"`,
            nearestHint(workload.value, known.workloads),
          ),
        ]),
  ];
}

function caseHint(glob: string, cases: readonly string[]): string {
  return nearestHint(glob, cases) ?? 's3tester list cases names all of them';
}

function checkWeight({ weight, when, workaround, places }: Requirement): readonly Diagnostic[] {
  return [
    ...(when !== undefined && weight === 'optional'
      ? [errorAt(places.get('when'), 'misplaced-key', 'what is optional never has weight')]
      : []),
    ...(workaround !== undefined && weight === 'optional'
      ? [errorAt(places.get('workaround'), 'misplaced-key', 'what is optional needs no workaround')]
      : []),
  ];
}

async function checkReplay({ requires }: Requirement, reader: Reader): Promise<readonly Diagnostic[]> {
  const { replay } = requires;
  if (replay === undefined || (await reader.exists(scenarioPath(replay, reader)))) {
    return [];
  }
  return [errorAt(replay.at, 'no-file', `there is no scenario "${replay.value}"`)];
}
