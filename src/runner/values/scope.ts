import { evaluate, follow, type Scope } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import type { Random } from './random.js';
import { SavedValues } from './saved.js';

/** Values that are the same for the whole run, looked up last: credentials, target, built-ins, environment. */
export interface RunValues {
  readonly now: () => Date;
  readonly random: Random;
  /** `seedKey` is who gets what is random. */
  lookup(name: string, seedKey?: string): unknown;
  readonly target: Readonly<Record<string, unknown>>;
  /** The same values; who got what is random is remembered for them alone, as long as they are there. */
  apart(): RunValues;
  /** Which part of a run this is, from 1, and of how many. */
  readonly shard: { readonly index: number; readonly count: number };
}

/** What a step sees besides the values of the run. */
interface Names {
  readonly saved: SavedValues;
  readonly loop: Readonly<Record<string, unknown>>;
  readonly fixture: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who asks for random values: with a seed, each gets its own. */
  readonly seedKey: string;
}

/** What has a scope: the context of a step, or a part of it. */
export interface Scoped {
  readonly scope: StepScope;
}

/** The names that a step sees, in the order of the language: loop, saved, fixture, variables, then the run's. */
export class StepScope implements Scope {
  readonly #names: Names;

  constructor(
    private readonly run: RunValues,
    names: Partial<Names> = {},
  ) {
    const { saved = new SavedValues(), loop = {}, fixture = {}, variables = {}, seedKey = '' } = names;
    this.#names = { saved, loop, fixture, variables, seedKey };
  }

  get saved(): SavedValues {
    return this.#names.saved;
  }

  lookup(name: string, path: readonly (string | number)[]): unknown {
    return follow(this.#find(name), path);
  }

  now(): Date {
    return this.run.now();
  }

  random(length: number): string {
    return this.run.random(length, this.#names.seedKey);
  }

  /** The fixture's value of a name, such as the default bucket. */
  fixtureValue(name: string): unknown {
    return this.#names.fixture[name];
  }

  /** A scope inside a loop. */
  withLoop(names: Readonly<Record<string, unknown>>): StepScope {
    return this.#with({ loop: { ...this.#names.loop, ...names } });
  }

  /** The scope of one turn of a loop, which saves into a store of its own where one is given. */
  ofTurn(
    names: Readonly<Record<string, unknown>>,
    order: readonly number[],
    saved: SavedValues = this.saved,
  ): StepScope {
    return this.#with({ loop: { ...this.#names.loop, ...names }, seedKey: order.join('.'), saved });
  }

  /** A scope of which nothing is remembered once it is gone; who asks in it must ask nowhere else. */
  apart(): StepScope {
    return new StepScope(this.run.apart(), this.#names);
  }

  /** A scope that saves into a separate store. */
  withSaved(saved: SavedValues): StepScope {
    return this.#with({ saved });
  }

  /** A scope inside a case, with the names of its fixture. */
  withFixture(names: Readonly<Record<string, unknown>>): StepScope {
    return this.#with({ fixture: { ...this.#names.fixture, ...names } });
  }

  /** A scope with further variables, each evaluated once, seeing those before it. */
  withVariables(variables: ReadonlyMap<string, Value> | undefined): StepScope {
    let scope: StepScope = this;
    for (const [name, value] of variables ?? []) {
      scope = scope.#with({
        variables: { ...scope.#names.variables, [name]: evaluate(value, { scope }) },
      });
    }
    return scope;
  }

  /** The scope of one step or iteration among all. */
  withSeedKey(seedKey: string): StepScope {
    return this.#with({ seedKey });
  }

  /** What JMESPath of `set`, `if` and `collect` looks into. */
  data(): Record<string, unknown> {
    const { saved, loop, fixture, variables } = this.#names;
    return {
      ...fixture,
      ...variables,
      ...saved.all(),
      ...loop,
      target: this.run.target,
      shard: this.run.shard,
    };
  }

  #with(names: Partial<Names>): StepScope {
    return new StepScope(this.run, { ...this.#names, ...names });
  }

  #find(name: string): unknown {
    const { saved, loop, fixture, variables, seedKey } = this.#names;
    if (Object.hasOwn(loop, name)) {
      return loop[name];
    }
    if (saved.has(name)) {
      return saved.get(name);
    }
    if (Object.hasOwn(fixture, name)) {
      return fixture[name];
    }
    if (Object.hasOwn(variables, name)) {
      return variables[name];
    }
    return this.run.lookup(name, seedKey);
  }
}
