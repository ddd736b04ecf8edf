import { isDeepStrictEqual } from 'node:util';
import type { S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { PayloadRule } from '../../ground/payload/payload-rule.js';
import { Chance } from './chance.js';
import { type ActiveChances, type ConsistencyFaultName, consistencyFaults } from './consistency-faults.js';
import type { Scene } from './fault.js';
import { type FaultChoice, readFaultChoice } from './fault-choice.js';
import { Inconsistency } from './inconsistency.js';
import { type FaultName, faults } from './index.js';
import { refusalOf } from './refusal-faults.js';

/** The faults that a server shows, ready to be applied. */
export interface ActiveFaults {
  /** Whether a fault that acts inside the server on every request is on. */
  has(name: Exclude<FaultName, ConsistencyFaultName>): boolean;
  /** The refusal of an operation that is not to be there. */
  refusal(operation: string): S3Error | undefined;
  changeRequest(request: Incoming, scene: Scene): Incoming;
  changePayload(rule: PayloadRule): PayloadRule;
  changeReply(reply: Reply, scene: Scene, request: Incoming): Reply;
  /** What the store loses, brings back or mixes up. */
  readonly inconsistency: Inconsistency;
}

/** A fault that is on; one without a chance always strikes. */
interface ActiveFault extends FaultChoice {
  readonly chance: Chance | undefined;
}

const alwaysOdds = { of: 1, in: 1 };

/**
 * Reads what was asked for, each as `NAME[=OPERATION[:STATUS]][:1/N][:TIME]`; throws a RangeError where there is no such
 * fault or operation, or it takes no such thing. Of the same seed, a fault strikes at the same ones of the requests that
 * it concerns.
 */
export function activateFaults(
  texts: readonly string[],
  operations: ReadonlySet<string>,
  seed = 0,
): ActiveFaults {
  const choices = new Map(texts.map((text) => [text, readFaultChoice(text, faults, operations)]));
  const names = new Set<string>();
  const active: readonly ActiveFault[] = [...choices.values()].map((choice) => {
    const name = nameOf(choice);
    if (names.has(name)) {
      throw new RangeError(`the fault ${name} is asked for twice, not in the same way`);
    }
    names.add(name);
    const odds = choice.odds ?? (choice.fault.foundBy === 'consistency' ? alwaysOdds : undefined);
    return { ...choice, chance: odds === undefined ? undefined : new Chance(odds, `${seed}/${name}`) };
  });
  const applyAll = <Subject>(subject: Subject, change: (fault: ActiveFault, subject: Subject) => Subject) =>
    active.reduce((former, fault) => {
      const changed = change(fault, former);
      if (fault.chance === undefined || isDeepStrictEqual(changed, former)) {
        return changed;
      }
      return fault.chance.strikes() ? changed : former;
    }, subject);
  return {
    has: (name) => names.has(name),
    refusal(operation) {
      const refusing = active.find(({ refused }) => refused?.operation === operation);
      return refusing?.refused !== undefined && (refusing.chance?.strikes() ?? true)
        ? refusalOf(refusing.refused)
        : undefined;
    },
    changeRequest: (request, scene) =>
      applyAll(request, ({ fault }, former) => fault.request?.(former, scene) ?? former),
    changePayload: (rule) => applyAll(rule, ({ fault }, former) => fault.payload?.(former) ?? former),
    changeReply: (reply, scene, request) =>
      applyAll(reply, ({ fault }, former) => fault.reply?.(former, scene, request) ?? former),
    inconsistency: new Inconsistency(chancesOf(active)),
  };
}

/** One fault may be asked for several times, of an operation each. */
function nameOf({ fault, refused }: FaultChoice): string {
  return refused === undefined ? fault.name : `${fault.name}=${refused.operation}`;
}

function chancesOf(active: readonly ActiveFault[]): ActiveChances {
  return new Map(
    consistencyFaults.flatMap(({ name }) => {
      const found = active.find(({ fault }) => fault.name === name);
      return found?.chance === undefined ? [] : [[name, { chance: found.chance, delay: found.delay ?? 0 }]];
    }),
  );
}
