import { evaluate, follow, type Scope } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { SavedValues } from './saved.js';

/** Values that are the same for the whole run, looked up last: credentials, target, built-ins, environment. */
export interface RunValues {
  readonly now: () => Date;
  readonly random: (length: number) => string;
  lookup(name: string): unknown;
  readonly target: Readonly<Record<string, unknown>>;
}

/** The names that a step sees, in the order of the language: loop, saved, fixture, variables, then the run's. */
export class StepScope implements Scope {
  constructor(
    private readonly run: RunValues,
    readonly saved: SavedValues = new SavedValues(),
    private readonly loop: Readonly<Record<string, unknown>> = {},
    private readonly fixture: Readonly<Record<string, unknown>> = {},
    private readonly variables: Readonly<Record<string, unknown>> = {},
  ) {}

  lookup(name: string, path: readonly (string | number)[]): unknown {
    return follow(this.#find(name), path);
  }

  now(): Date {
    return this.run.now();
  }

  random(length: number): string {
    return this.run.random(length);
  }

  /** The fixture's value of a name, such as the default bucket. */
  fixtureValue(name: string): unknown {
    return this.fixture[name];
  }

  /** A scope inside a turn of a loop. */
  withLoop(names: Readonly<Record<string, unknown>>): StepScope {
    return new StepScope(this.run, this.saved, { ...this.loop, ...names }, this.fixture, this.variables);
  }

  /** A scope that saves into a store of its own. */
  withSaved(saved: SavedValues): StepScope {
    return new StepScope(this.run, saved, this.loop, this.fixture, this.variables);
  }

  /** A scope inside a case, with the names of its fixture. */
  withFixture(names: Readonly<Record<string, unknown>>): StepScope {
    return new StepScope(this.run, this.saved, this.loop, { ...this.fixture, ...names }, this.variables);
  }

  /** A scope with further variables, each evaluated once, seeing those before it. */
  withVariables(variables: ReadonlyMap<string, Value> | undefined): StepScope {
    if (!variables || variables.size === 0) return this;
    let scope: StepScope = this;
    for (const [name, value] of variables) {
      const evaluated = { ...scope.variables, [name]: evaluate(value, { scope }) };
      scope = new StepScope(this.run, this.saved, this.loop, this.fixture, evaluated);
    }
    return scope;
  }

  /** What JMESPath of `set`, `if` and `collect` looks into. */
  data(): Record<string, unknown> {
    return { ...this.fixture, ...this.variables, ...this.saved.all(), ...this.loop, target: this.run.target };
  }

  #find(name: string): unknown {
    if (Object.hasOwn(this.loop, name)) return this.loop[name];
    if (this.saved.has(name)) return this.saved.get(name);
    if (Object.hasOwn(this.fixture, name)) return this.fixture[name];
    if (Object.hasOwn(this.variables, name)) return this.variables[name];
    return this.run.lookup(name);
  }
}
