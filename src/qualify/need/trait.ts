import type { Claim } from '../subject.js';
import type { Asked } from './asked.js';

/** What programs that ask for something need of a server. */
export interface Trait extends Pick<Claim, 'id' | 'why' | 'weight'> {
  /** Whether a program asks for it. */
  readonly applies: (asked: Asked) => boolean;
  /** The cases that show whether a server has it; some depend on what was asked. */
  readonly cases: readonly string[] | ((asked: Asked) => readonly string[]);
  /** The scenario of `profiles/checks` that shows it, by its name, where no case of the suite does: AWS does not have it. */
  readonly check?: string;
  /** Whether a program goes on from an answer of 404; see {@link Claim.requires}. */
  readonly existenceAlone?: boolean;
  /** Of the weight; see {@link Claim}. */
  readonly when?: Claim['when'];
}

/** The operations that write an object in one request. */
export const puts = ['PutObject'] as const;
/** The operations that write, in one request or in parts. */
export const writes = ['PutObject', 'UploadPart'] as const;
/** The operations that read. */
export const reads = ['GetObject'] as const;
