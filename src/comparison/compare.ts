import type { NamedResults } from '../results/merge.js';
import type { CaseResult } from '../results/types.js';
import { type Column, columnsOf } from './columns.js';
import { absent, type Cell, cellOf, works } from './outcome.js';

/** One case on every server. */
export interface Row {
  readonly id: string;
  readonly title: string | null;
  readonly feature: string | null;
  readonly level: string | null;
  readonly reference: string | null;
  readonly operations: readonly string[];
  /** One for each column. */
  readonly cells: readonly Cell[];
  /** Whether it works on one server and not on another. */
  readonly is_different: boolean;
  /** The column where alone it does not work, by its index; null where there is none. */
  readonly fails_only_in: number | null;
}

/** Several results side by side. */
export interface Comparison {
  readonly columns: readonly Column[];
  /** In the order of the first file that has each. */
  readonly rows: readonly Row[];
  /** Of each column, how many of its cases were left out since another file does not have them. */
  readonly left_out: readonly number[];
}

/** Why results cannot be compared. */
export interface ComparisonProblem {
  readonly message: string;
  readonly hint: string;
}

/** How results are compared. */
export interface CompareOptions {
  /** Results of different versions of the suite are compared on the cases that all of them have. */
  readonly differentSuites?: boolean;
}

/**
 * Puts results side by side, case by case. Results of different versions of the suite are refused unless that is allowed:
 * a case may have changed what it expects.
 */
export function compareResults(
  list: readonly NamedResults[],
  { differentSuites = false }: CompareOptions = {},
): { readonly comparison: Comparison } | { readonly problem: ComparisonProblem } {
  const columns = columnsOf(list);
  const versions = new Set(columns.map(({ suite_version }) => suite_version));
  if (versions.size > 1 && !differentSuites) {
    const said = columns.map(({ file, suite_version }) => `${file} is of ${describeSuite(suite_version)}`);
    return {
      problem: {
        message: `results of different suites: ${said.join(', ')}`,
        hint: '--different-suites compares the cases that all of them have',
      },
    };
  }
  const byColumn = list.map(({ results }) => new Map(results.cases.map((one) => [one.id, one])));
  const ids = [...new Set(byColumn.flatMap((cases) => [...cases.keys()]))];
  const kept = versions.size > 1 ? ids.filter((id) => byColumn.every((cases) => cases.has(id))) : ids;
  if (kept.length === 0) {
    return {
      problem: { message: 'the results have no case in common', hint: 'compare runs of the same cases' },
    };
  }
  const known = new Set(kept);
  return {
    comparison: {
      columns,
      rows: kept.map((id) => rowOf(id, byColumn)),
      left_out: byColumn.map((cases) => [...cases.keys()].filter((id) => !known.has(id)).length),
    },
  };
}

function describeSuite(version: string | null): string {
  return version === null ? 'no suite' : `suite ${version}`;
}

function rowOf(id: string, byColumn: readonly ReadonlyMap<string, CaseResult>[]): Row {
  const found = byColumn.map((cases) => cases.get(id));
  const first = found.find((one) => one !== undefined);
  const cells = found.map((one): Cell => (one === undefined ? absent : cellOf(one)));
  const working = cells.map(works);
  const failing = working.flatMap((one, index) => (one === false ? [index] : []));
  const isDifferent = failing.length > 0 && working.includes(true);
  return {
    id,
    title: first?.title ?? null,
    feature: first?.feature ?? null,
    level: first?.level ?? null,
    reference: first?.reference ?? null,
    operations: first?.operations ?? [],
    cells,
    is_different: isDifferent,
    fails_only_in: isDifferent && failing.length === 1 ? (failing[0] ?? null) : null,
  };
}
