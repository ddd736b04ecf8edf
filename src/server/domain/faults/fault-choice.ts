import type { Odds } from './chance.js';
import type { Fault } from './fault.js';
import { type RefusedOperation, refusalStatuses, usualRefusal } from './refusal-faults.js';

/** A fault as it was asked for: which one, how often, and for how many milliseconds. */
export interface FaultChoice {
  readonly fault: Fault;
  /** Undefined: always. */
  readonly odds: Odds | undefined;
  /** Undefined where the fault takes no time. */
  readonly delay: number | undefined;
  /** The operation that is refused, of a fault that is about one. */
  readonly refused: RefusedOperation | undefined;
}

const oddsForm = /^(\d+)\/(\d+)$/;
const statusForm = /^\d{3}$/;
const timeForm = /^(\d+(?:\.\d+)?)(ms|s)$/;
const largest = 1e9;
const millisecondsPerSecond = 1000;
const longestMs = 60 * 60 * millisecondsPerSecond;

/** Whether a fault can strike now and then: those that ask for their own, and those that change one thing of a request alone. */
function takesChance({ takesChance: declared, request, payload, reply }: Fault): boolean {
  const changes = [request, payload, reply].filter((change) => change !== undefined);
  return declared ?? changes.length === 1;
}

/** What may follow a fault's name: `name[:1/N][:TIME]`, or `name=OPERATION[:STATUS][:1/N]`. */
export function faultUsage(fault: Fault): string {
  const operation = fault.takesOperation ? '=OPERATION[:STATUS]' : '';
  const chance = takesChance(fault) ? '[:1/N]' : '';
  return `${fault.name}${operation}${chance}${fault.delay === undefined ? '' : '[:TIME]'}`;
}

/** The name of the fault in such a text. */
export function faultName(text: string): string {
  return text.split(/[:=]/, 1)[0] ?? '';
}

/**
 * Reads `NAME`, `NAME:1/10000`, `NAME:1/10000:200ms` or `NAME=OPERATION:STATUS:1/10000`; throws a RangeError that says
 * what is wrong.
 */
export function readFaultChoice(
  text: string,
  faults: readonly Fault[],
  operations: ReadonlySet<string>,
): FaultChoice {
  const [subject = '', ...parameters] = text.split(':');
  const name = faultName(text);
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault === undefined) {
    throw new RangeError(`there is no fault named ${name}`);
  }
  const operation = readOperation(fault, subject.slice(name.length), operations);
  let status: number | undefined;
  let odds: Odds | undefined;
  let time: number | undefined;
  for (const parameter of parameters) {
    if (operation !== undefined && statusForm.test(parameter) && status === undefined && odds === undefined) {
      status = readStatus(fault, parameter);
    } else if (oddsForm.test(parameter) && odds === undefined && time === undefined) {
      odds = readOdds(fault, parameter);
    } else if (timeForm.test(parameter) && time === undefined) {
      time = readTime(fault, parameter);
    } else {
      throw new RangeError(
        `the fault ${name} takes no "${parameter}": write ${faultUsage(fault)}, ${hint(fault)}`,
      );
    }
  }
  const refused = operation === undefined ? undefined : { operation, status: status ?? usualRefusal };
  return { fault, odds, delay: time ?? fault.delay, refused };
}

function hint(fault: Fault): string {
  return fault.takesOperation
    ? 'with a status such as 503 and a chance such as 1/10000'
    : 'with a chance such as 1/10000 and a time such as 200ms';
}

function readOperation(fault: Fault, text: string, operations: ReadonlySet<string>): string | undefined {
  if (!fault.takesOperation) {
    if (text !== '') {
      throw new RangeError(
        `the fault ${fault.name} is about no single operation: write ${faultUsage(fault)}`,
      );
    }
    return undefined;
  }
  const operation = text.slice(1);
  if (operation === '') {
    throw new RangeError(
      `the fault ${fault.name} needs the name of an operation, such as ${fault.name}=ListParts`,
    );
  }
  if (!operations.has(operation)) {
    throw new RangeError(`there is no operation named ${operation} (fault ${fault.name})`);
  }
  return operation;
}

function readStatus(fault: Fault, text: string): number {
  const status = Number(text);
  if (!refusalStatuses.includes(status)) {
    throw new RangeError(
      `the fault ${fault.name} refuses with ${refusalStatuses.join(', ')}, and not with ${text}`,
    );
  }
  return status;
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
