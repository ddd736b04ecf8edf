/** A request as it goes out: the literal head, and the body's bytes with whatever framing they need. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly head: string;
  readonly body: Uint8Array | (() => AsyncIterable<Uint8Array>) | undefined;
  /** Hold the body back until a 100 (Continue), for a second at most. */
  readonly expectContinue?: boolean;
  /** Cut the connection after so many bytes of the body sent or, where none is sent, received. */
  readonly abortAt?: number;
  /** What it announces is not what it sends, so that its connection carries nothing else. */
  readonly isIrregular?: boolean;
}
