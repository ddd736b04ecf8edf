import type { Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { PayloadRule } from '../../ground/payload/payload-rule.js';
import type { Store } from '../../ground/store/store.js';

/** Where a fault acts: the operation that a request asks for (empty until it is known), and the store. */
export interface Scene {
  readonly operation: string;
  readonly store: Store;
}

/**
 * A mistake that a real server was seen to make. What it does is a change of the request once that is authenticated,
 * of what is believed of its body, or of the response; without any of them it is asked for by name where it matters.
 */
export interface Fault {
  readonly name: string;
  /** One sentence: what the server does instead. */
  readonly description: string;
  /** Where it was reported; of mistakes that let somebody in, no report that shows how. */
  readonly seenIn?: string;
  /** What notices it: a case of the suite, what checks the history of many clients, or whoever calls the operation. */
  readonly foundBy?: 'consistency' | 'caller';
  /** It is about one operation, which is named with it, and takes the status of the refusal: `name=OPERATION[:STATUS]`. */
  readonly takesOperation?: true;
  /** Whether it may strike now and then; left out: where it changes a request in one way alone. */
  readonly takesChance?: boolean;
  /** For how long it shows, in milliseconds, unless it is told another time; left out: it takes no time. */
  readonly delay?: number;
  readonly request?: (request: Incoming, scene: Scene) => Incoming;
  readonly payload?: (rule: PayloadRule) => PayloadRule;
  readonly reply?: (reply: Reply, scene: Scene, request: Incoming) => Reply;
}
