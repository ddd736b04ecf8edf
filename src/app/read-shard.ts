import { parseShard, type Shard } from '../runner/plan/shard.js';
import { type Engine, engines, enginesIn } from './engines.js';
import type { Environment } from './target-options.js';
import { UsageError } from './usage-error.js';

/**
 * Reads `--shard`: `2/8`; or `auto`, which finds the engine that started this process by its variables; or the name of an
 * engine. Throws a {@link UsageError} where that gives no shard.
 */
export function readShard(text: string, environment: Environment): Shard {
  const engine = text === 'auto' ? onlyEngineIn(environment) : engines.find(({ name }) => name === text);
  if (engine) {
    return shardOf(engine, environment);
  }
  const shard = parseShard(text);
  if (!shard) {
    const names = engines.map(({ name }) => name).join(', ');
    throw new UsageError(`--shard ${text}: write I/N, such as 2/8, or auto`, `or an engine: ${names}`);
  }
  return shard;
}

function onlyEngineIn(environment: Environment): Engine {
  const [found, ...others] = enginesIn(environment);
  if (!found) {
    const indexes = engines.map(({ index }) => index).join(', ');
    throw new UsageError(
      '--shard auto: nothing in the environment tells which shard this is',
      `one of these must be set: ${indexes}; or write --shard I/N`,
    );
  }
  if (others.length > 0) {
    const all = [found, ...others];
    throw new UsageError(
      `--shard auto: several engines tell which shard this is: ${all.map(({ index }) => index).join(', ')}`,
      `name the one that is meant: --shard ${all.map(({ name }) => name).join(' or --shard ')}`,
    );
  }
  return found;
}

function shardOf(engine: Engine, environment: Environment): Shard {
  const { name, title, index, count, from, range } = engine;
  const given = numberIn(environment, index, name);
  const total = environment[count] ? numberIn(environment, count, name) : undefined;
  if (given === undefined) {
    throw new UsageError(`--shard ${name}: ${index} is not set: this is not ${title}`);
  }
  if (total === undefined) {
    throw new UsageError(
      `--shard ${name}: ${count} is not set, which says how many shards there are`,
      engine.hint,
    );
  }
  const place = range ? placeInRange(given, total, range, environment, name) : given - from;
  if (place < 0 || place >= total) {
    throw new UsageError(
      `--shard ${name}: ${index} is ${given} and ${count} is ${total}: it must be from ${from} to ${total - 1 + from}`,
    );
  }
  return { index: place + 1, count: total };
}

/** The place of a number among those from `first` to `last`, each `step` after the one before. */
function placeInRange(
  given: number,
  total: number,
  range: NonNullable<Engine['range']>,
  environment: Environment,
  name: string,
): number {
  const [first, last, step] = [range.first, range.last, range.step].map((variable) => {
    const value = numberIn(environment, variable, name);
    if (value === undefined) {
      throw new UsageError(`--shard ${name}: ${variable} is not set`);
    }
    return value;
  }) as [number, number, number];
  const place = (given - first) / step;
  const isEven = step > 0 && (last - first) / step + 1 === total;
  if (!isEven || !Number.isInteger(place)) {
    throw new UsageError(
      `--shard ${name}: ${total} numbers from ${first} to ${last} in steps of ${step} have gaps: which shard ${given} is cannot be told`,
      'submit with sbatch --array=0-3, for four shards',
    );
  }
  return place;
}

function numberIn(environment: Environment, variable: string, name: string): number | undefined {
  const text = environment[variable];
  if (!text) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`--shard ${name}: ${variable} must be a whole number, not "${text}"`);
  }
  return Number(text);
}
