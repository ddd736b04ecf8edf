import type { HistoryHeader, Model } from '../history/types.js';
import type { Checks, Finding, Verdict } from '../history/verdict.js';
import { type CheckerName, checkersOfModel } from '../models/models.js';
import { createCollection } from './collect.js';
import { createKeyHistory } from './key-history.js';
import type { BucketListings } from './listings.js';
import { checkers } from './table.js';
import type { Judgement } from './verdicts.js';

/** How a history is judged. */
export interface CheckOptions {
  /** What the store promises; by default what the header says. */
  readonly model?: Model;
  /** Checkers besides those of the model. */
  readonly also?: readonly CheckerName[];
}

/** Findings of one checker that are kept; more of them are counted as one. */
const mostFindings = 5;

interface Tally {
  operations: number;
  readonly findings: Finding[];
  undecided: string | null;
}

/** Follows a history and judges its keys, by the checkers of a model. */
export function createChecks(
  header: HistoryHeader,
  { model = header.model, also = [] }: CheckOptions = {},
): Checks {
  const names = [...new Set([...checkersOfModel[model], ...also])];
  const tallies = new Map(
    names.map((name): [CheckerName, Tally] => [name, { operations: 0, findings: [], undecided: null }]),
  );
  const versioned = new Set(header.buckets.filter((bucket) => bucket.versioned).map(({ name }) => name));
  const collection = createCollection();

  function note(name: CheckerName, judgement: Judgement): void {
    const tally = tallies.get(name);
    if (tally) {
      tally.operations += judgement.operations;
      tally.findings.push(...judgement.findings.slice(0, mostFindings - tally.findings.length));
      tally.undecided ??= judgement.undecided ?? null;
    }
  }

  /** Further violations say nothing new, and each takes a search to be made small. */
  function isFull(name: CheckerName): boolean {
    return (tallies.get(name)?.findings.length ?? 0) >= mostFindings;
  }

  function judge(bucket: string, prefix: string): void {
    const { keys, listings } = collection.take(bucket, prefix);
    const histories = [...keys].map(([key, operations]) =>
      createKeyHistory(bucket, key, versioned.has(bucket), operations),
    );
    const ofBucket: BucketListings = {
      bucket,
      listings,
      keys: histories,
      keyOf: new Map(histories.map((history) => [history.key, history])),
    };
    for (const name of names) {
      const { key, listings: checkListings } = checkers[name];
      for (const history of key ? histories : []) {
        if (key && !isFull(name)) {
          note(name, key(history));
        }
      }
      if (checkListings) {
        note(name, checkListings(ofBucket));
      }
    }
  }

  return {
    get violated() {
      return [...tallies.values()].some(({ findings }) => findings.length > 0);
    },
    add(line) {
      if (line.type === undefined) {
        collection.add(line);
      } else if (line.type === 'ended') {
        judge(line.bucket, line.prefix);
      }
    },
    finish() {
      for (const bucket of collection.buckets()) {
        judge(bucket, '');
      }
      return [...tallies].flatMap(([name, tally]) => verdictOf(name, tally) ?? []);
    },
  };
}

function verdictOf(checker: CheckerName, { operations, findings, undecided }: Tally): Verdict | null {
  if (findings.length > 0) {
    return { checker, verdict: 'violated', operations, findings };
  }
  if (undecided !== null) {
    return { checker, verdict: 'not decided', operations, findings, reason: undecided };
  }
  return operations > 0 ? { checker, verdict: 'ok', operations, findings } : null;
}
