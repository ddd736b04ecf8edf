import { counterpartOf } from '../../lib/counterparts.js';
import { type Mention, reportTo, type ValueProblem } from '../../lib/fields/report.js';
import type { ValueType } from '../../lib/fields/value-type.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { locateProblem } from '../language/typed-value.js';
import { nearestHint } from '../shape/suggest.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { errorAt, warningAt } from '../text/diagnostic.js';
import type { Location, SourceFile } from '../text/source-file.js';
import { evaluate, locate, type ValueError } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import type { StaticScope } from './static-scope.js';

/** A file that the configuration names, and where it does. */
export interface NamedFile {
  readonly reference: string;
  readonly file: SourceFile;
  readonly at: Location;
}

type CheckedType = Pick<ValueType<unknown, never>, 'check'>;

const howToGiveCredentials =
  'add one under config: { credentials: [ … ] }, or give --credential NAME=KEY:SECRET';

/** Collects what the checks of one configuration find. */
export class Checker {
  readonly diagnostics: Diagnostic[] = [];
  /** Files that must be there before the run. */
  readonly inputs: NamedFile[] = [];
  /** Files that the run itself writes. */
  readonly outputs: NamedFile[] = [];
  /** Names of credentials, files and variables that something uses. */
  readonly usedCredentials = new Set<string>();
  readonly usedNames = new Set<string>();
  #isInsideCase = false;

  constructor(
    readonly credentialNames: readonly string[],
    /** Whether values from the environment must be there, too. */
    readonly strict: boolean,
    /** The error codes whose documents are recorded. */
    readonly recordedCodes: ReadonlySet<string> = new Set(),
  ) {}

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  error(at: Location, code: string, message: string, hint?: string): void {
    this.report(errorAt(at, code, message, hint));
  }

  /** Evaluates a value as far as it is known; a name that nothing has is reported, and counts as unknown. */
  evaluate(value: Value, scope: StaticScope): unknown {
    const tracking = { ...scopeOf(scope), lookup: this.#tracked(scope) };
    return evaluate(value, {
      scope: tracking,
      unknown: unknownValue,
      onProblem: (problem) => this.#reportMissing(problem, scope),
    });
  }

  /** Evaluates a named value and, as far as it is known, holds it against its type. */
  checkValue(name: string, value: Value, type: CheckedType, scope: StaticScope): void {
    this.checkKnown(name, this.evaluate(value, scope), value, type);
  }

  /** The same for a value that is evaluated already; `source` is what it was evaluated from. */
  checkKnown(name: string, known: unknown, source: Value, type: CheckedType): void {
    if (known === unknownValue) {
      return;
    }
    const problems: ValueProblem[] = [];
    const mentions: Mention[] = [];
    type.check(known, reportTo(problems, mentions, name));
    for (const problem of problems) {
      this.error(locateProblem(source, problem), problem.code, problem.message, hintOf(problem));
    }
    for (const mention of mentions) {
      const at = locate(source, mention.path);
      if (mention.kind === 'file') {
        this.inputs.push({ reference: mention.name, file: source.at.file, at });
      } else {
        this.credential(mention.name, at);
      }
    }
  }

  /** Checks that a credential of this name is there. */
  credential(name: string, at: Location): void {
    this.usedCredentials.add(name);
    if (this.credentialNames.includes(name) || this.#isInsideCase || name.includes('${')) {
      return;
    }
    const hint =
      this.credentialNames.length === 0 ? howToGiveCredentials : nearestHint(name, this.credentialNames);
    this.error(at, 'unknown-credential', `there is no credential "${name}"`, hint);
  }

  /** Checks a case: what it asks for and the run does not have skips it, and is no error. */
  insideCase(check: () => void): void {
    const before = this.#isInsideCase;
    this.#isInsideCase = true;
    check();
    this.#isInsideCase = before;
  }

  /** Checks that a group that names no credential has one to fall back on. */
  fallbackCredential(name: string, at: Location): void {
    this.usedCredentials.add(name);
    if (this.credentialNames.length > 0) {
      return;
    }
    this.error(at, 'unknown-credential', 'there is no credential to sign with', howToGiveCredentials);
  }

  #tracked(scope: StaticScope) {
    return (name: string, path: readonly (string | number)[]): unknown => {
      this.usedNames.add(name);
      const first = path[0];
      if (name === 'credentials' && typeof first === 'string') {
        this.usedCredentials.add(first);
      }
      return scope.lookup(name, path);
    };
  }

  #reportMissing(problem: ValueError, scope: StaticScope): void {
    const { missing } = problem;
    if (missing === undefined) {
      this.error(problem.at, 'bad-value', problem.message);
      return;
    }
    const isVariable = /^[A-Z][A-Z0-9_]*$/.test(missing);
    const counterpart = counterpartOf('variable', missing);
    const hint =
      counterpart ??
      (isVariable
        ? `set the environment variable, or give a default: \${${missing}:-default}`
        : (nearestHint(missing, [...new Set(scope.known())]) ??
          'save it in an earlier step, or define it under variables'));
    const make = isVariable && !this.strict ? warningAt : errorAt;
    this.report(make(problem.at, 'unknown-name', problem.message, hint));
  }
}

/** What to do about a problem: the name that was meant, or what else helps. */
export function hintOf({ suggestion, hint }: ValueProblem): string | undefined {
  return suggestion === undefined ? hint : `did you mean "${suggestion}"?`;
}

function scopeOf(scope: StaticScope) {
  return { now: () => scope.now(), random: (length: number) => scope.random(length) };
}
