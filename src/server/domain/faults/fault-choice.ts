import type { Odds } from './chance.js';
import type { Fault } from './fault.js';

/** A fault as it was asked for: which one, how often, and for how many milliseconds. */
export interface FaultChoice {
  readonly fault: Fault;
  /** Undefined: always. */
  readonly odds: Odds | undefined;
  /** Undefined where the fault takes no time. */
  readonly delay: number | undefined;
}

const oddsForm = /^(\d+)\/(\d+)$/;
const timeForm = /^(\d+(?:\.\d+)?)(ms|s)$/;
const largest = 1e9;
const millisecondsPerSecond = 1000;
const longestMs = 60 * 60 * millisecondsPerSecond;

/** Whether a fault can strike now and then: those that ask for their own, and those that change one thing of a request alone. */
function takesChance({ takesChance: declared, request, payload, reply }: Fault): boolean {
  const changes = [request, payload, reply].filter((change) => change !== undefined);
  return declared ?? changes.length === 1;
}

/** What may follow a fault's name: `name[:1/N][:TIME]`. */
export function faultUsage(fault: Fault): string {
  const chance = takesChance(fault) ? '[:1/N]' : '';
  return `${fault.name}${chance}${fault.delay === undefined ? '' : '[:TIME]'}`;
}

/** Reads `NAME`, `NAME:1/10000` or `NAME:1/10000:200ms`; throws a RangeError that says what is wrong. */
export function readFaultChoice(text: string, faults: readonly Fault[]): FaultChoice {
  const [name = '', ...parameters] = text.split(':');
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault === undefined) {
    throw new RangeError(`there is no fault named ${name}`);
  }
  let odds: Odds | undefined;
  let time: number | undefined;
  for (const parameter of parameters) {
    if (oddsForm.test(parameter) && odds === undefined && time === undefined) {
      odds = readOdds(fault, parameter);
    } else if (timeForm.test(parameter) && time === undefined) {
      time = readTime(fault, parameter);
    } else {
      throw new RangeError(
        `the fault ${name} takes no "${parameter}": write ${faultUsage(fault)}, with a chance such as 1/10000 and a time such as 200ms`,
      );
    }
  }
  return { fault, odds, delay: time ?? fault.delay };
}

function readOdds(fault: Fault, text: string): Odds {
  if (!takesChance(fault)) {
    throw new RangeError(`the fault ${fault.name} takes no chance: it acts on every request or on none`);
  }
  const [of = 0, total = 0] = text.split('/').map(Number);
  if (of < 1 || total < of || total > largest) {
    throw new RangeError(
      `a chance is 1/1 at most and 1/${largest} at least, such as 1/10000, and not ${text} (fault ${fault.name})`,
    );
  }
  return { of, in: total };
}

function readTime(fault: Fault, text: string): number {
  if (fault.delay === undefined) {
    throw new RangeError(`the fault ${fault.name} takes no time`);
  }
  const [, number, unit] = timeForm.exec(text) ?? [];
  const time = Number(number) * (unit === 's' ? millisecondsPerSecond : 1);
  if (time > longestMs) {
    throw new RangeError(`a time is an hour at most, and not ${text} (fault ${fault.name})`);
  }
  return time;
}
