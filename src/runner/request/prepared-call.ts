import type { BodySink, Call } from '../../s3/types.js';

/** A call that is ready to go out, with what the record says of it. */
export interface PreparedCall<C extends Call = Call> {
  readonly call: C;
  /** The operation whose response it is, by the name the user gave. */
  readonly operation: string | null;
  readonly credential: string;
  /** As the user wrote them, evaluated. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sinks: readonly BodySink[];
}
