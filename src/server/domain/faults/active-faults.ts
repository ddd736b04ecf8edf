import type { Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { PayloadRule } from '../../ground/payload/payload-rule.js';
import type { Scene } from './fault.js';
import { type FaultName, faults } from './index.js';

/** The faults that a server shows, ready to be applied. */
export interface ActiveFaults {
  /** Whether a fault that acts inside the server is on. */
  has(name: FaultName): boolean;
  changeRequest(request: Incoming, scene: Scene): Incoming;
  changePayload(rule: PayloadRule): PayloadRule;
  changeReply(reply: Reply, scene: Scene, request: Incoming): Reply;
}

const noFaults: ActiveFaults = {
  has: () => false,
  changeRequest: (request) => request,
  changePayload: (rule) => rule,
  changeReply: (reply) => reply,
};

/** Looks faults up by name; throws where there is none of that name. */
export function activateFaults(names: readonly string[]): ActiveFaults {
  if (names.length === 0) {
    return noFaults;
  }
  const active = names.map((name) => {
    const fault = faults.find((candidate) => candidate.name === name);
    if (fault === undefined) {
      throw new RangeError(`there is no fault named ${name}`);
    }
    return fault;
  });
  const wanted: ReadonlySet<string> = new Set(names);
  return {
    has: (name) => wanted.has(name),
    changeRequest: (request, scene) =>
      active.reduce((changed, fault) => fault.request?.(changed, scene) ?? changed, request),
    changePayload: (rule) => active.reduce((changed, fault) => fault.payload?.(changed) ?? changed, rule),
    changeReply: (reply, scene, request) =>
      active.reduce((changed, fault) => fault.reply?.(changed, scene, request) ?? changed, reply),
  };
}
