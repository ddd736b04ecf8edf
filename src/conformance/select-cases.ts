import { defined } from '../lib/defined.js';
import { matchesCase, matchesTags } from '../runner/plan/selection.js';
import { isDealtTo, type Shard } from '../runner/plan/shard.js';
import { baseId, type Level, levels, type SuiteCase } from './suite-case.js';

/** Which cases of a suite are to run; what is absent restricts nothing. */
export interface CaseSelection {
  readonly features?: readonly string[] | undefined;
  /** `core` and `extended` by default. */
  readonly levels?: readonly Level[] | undefined;
  /** Globs over case ids. */
  readonly cases?: readonly string[] | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly shard?: Shard | undefined;
}

const defaultLevels: readonly Level[] = ['core', 'extended'];

/** The cases that are chosen, and of these the ones that their level leaves out. */
export interface SelectedCases {
  /** The ids of what was asked for, of which `chosen` is one part where there are shards. */
  readonly asked: readonly string[];
  readonly chosen: readonly SuiteCase[];
  /** Which part of what was asked for is chosen, where it is one. */
  readonly shard?: Shard;
  /** The globs that the cases were chosen by, which may name rows of theirs. */
  readonly globs?: readonly string[];
  /** Whether a chosen case is to run; the others are `skipped: level`. One that is named by its id runs, unless levels are named, too. */
  runs(one: SuiteCase): boolean;
}

/** Chooses cases: every restriction must hold; a shard takes every n-th of what is left. */
export function selectCases(all: readonly SuiteCase[], selection: CaseSelection): SelectedCases {
  const { features, cases, operations, tags, shard } = selection;
  const wanted = new Set<Level>(selection.levels ?? defaultLevels);
  const isNamed = ({ id }: SuiteCase): boolean =>
    selection.levels === undefined && (cases ?? []).some((glob) => glob === id || baseId(glob) === id);
  const named = all.filter(
    (one) =>
      (!features || (one.feature !== null && features.includes(one.feature))) &&
      (!cases || cases.some((glob) => matchesCase(one.id, glob))) &&
      (!operations || one.operations.some((operation) => operations.includes(operation))) &&
      (!tags || matchesTags(one.tags, tags)),
  );
  const chosen = shard ? named.filter((_, place) => isDealtTo(shard, place)) : named;
  return {
    asked: named.map(({ id }) => id),
    chosen,
    runs: (one) => wanted.has(one.level) || isNamed(one),
    ...defined({ globs: cases }),
    ...defined({ shard }),
  };
}

/** Whether a word is a level. */
export function isLevel(word: string): word is Level {
  return (levels as readonly string[]).includes(word);
}
