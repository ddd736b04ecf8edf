import { nearestName } from '../nearest-name.js';

/** Leads into a value: names of maps, indexes of lists. */
export type Path = readonly (string | number)[];

/** One fault of a value; `path` leads from the value to it, in the author's names. */
export interface ValueProblem {
  readonly code: string;
  readonly path: Path;
  /** One sentence. */
  readonly message: string;
  /** The name that the author probably meant. */
  readonly suggestion?: string;
  /** What to do about it, where no name is near. */
  readonly hint?: string;
}

/** Something outside the configuration that a value refers to: a file by its `file://` reference, a credential by its name. */
export interface Mention {
  readonly kind: 'file' | 'credential';
  readonly name: string;
  readonly path: Path;
}

/** Collects what is found at one place of a value and below it. */
export interface Report {
  /** How a sentence calls the value at this place. */
  readonly name: string;
  add(code: string, message: string, help?: Pick<ValueProblem, 'suggestion' | 'hint'>): void;
  /** Reports that the value at this place refers to something outside. */
  mention(kind: Mention['kind'], name: string): void;
  /** The same collection, further inside. */
  at(...steps: Path): Report;
}

/** Makes a report that appends to lists; `name` is what the outermost value is called. */
export function reportTo(
  problems: ValueProblem[],
  mentions: Mention[],
  name: string,
  path: Path = [],
): Report {
  return {
    name,
    add: (code, message, help = {}) => problems.push({ code, path, message, ...help }),
    mention: (kind, mentioned) => mentions.push({ kind, name: mentioned, path }),
    at: (...steps) => reportTo(problems, mentions, nameOf(steps) ?? name, [...path, ...steps]),
  };
}

/** The same report, in which one code goes by another. */
export function renamingCode(report: Report, from: string, to: string): Report {
  return {
    ...report,
    add: (code, message, help) => report.add(code === from ? to : code, message, help),
    at: (...steps) => renamingCode(report.at(...steps), from, to),
  };
}

function nameOf(steps: Path): string | undefined {
  return steps.map(String).findLast((step) => !/^\d+$/.test(step));
}

/** Reports the keys of a map that are not among the known ones, each with the nearest of them. */
export function reportUnknownKeys(map: object, known: readonly string[], report: Report): void {
  for (const key of Object.keys(map)) {
    if (known.includes(key) || isTemplate(key)) {
      continue;
    }
    const suggestion = nearestName(key, known);
    const hint = `known: ${known.join(', ')}`;
    report
      .at(key)
      .add('unknown-key', `${report.name} has no key "${key}"`, suggestion ? { suggestion } : { hint });
  }
}

/** Whether a key holds a reference, so that its name is known only at run time. */
export function isTemplate(key: string): boolean {
  return key.includes('${');
}
