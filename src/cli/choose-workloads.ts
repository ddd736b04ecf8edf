import { UsageError } from '../app/usage-error.js';
import { workloads } from '../consistency/workloads/index.js';
import { type Feature, features, type Workload } from '../consistency/workloads/workload.js';
import { nearestName } from '../lib/nearest-name.js';

/** The workloads of these names, each text with one or several; all where none is given. */
export function chosenWorkloads(texts: readonly string[]): readonly Workload[] {
  const known = new Map(workloads.map((workload) => [workload.name, workload]));
  const names = namesIn(texts);
  const chosen = names.map((name) => known.get(name) ?? refuseName('workload', name, [...known.keys()]));
  return chosen.length === 0 ? workloads : [...new Set(chosen)];
}

/** The features of these names. */
export function chosenFeatures(texts: readonly string[]): readonly Feature[] {
  return namesIn(texts).map((name) =>
    isFeature(name) ? name : refuseName('without', name, Object.keys(features)),
  );
}

function isFeature(name: string): name is Feature {
  return Object.hasOwn(features, name);
}

function namesIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(',')).map((name) => name.trim());
}

function refuseName(option: string, name: string, known: readonly string[]): never {
  const nearest = nearestName(name, known);
  throw new UsageError(
    `--${option} ${name}: there is none of this name`,
    nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`,
  );
}
