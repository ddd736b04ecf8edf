import type { XmlElement } from '../xml/element.js';

/** A body that is read as it is sent. */
export interface StreamBody {
  /** In bytes. */
  readonly size: number;
  readonly chunks: AsyncIterable<Buffer>;
}

/** The response that a handler makes; header names in lower case, undefined ones are left out. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly xml?: XmlElement;
  readonly bytes?: Buffer;
  readonly stream?: StreamBody;
  /** A long task: 200 is sent at once, and its document follows. */
  readonly text?: string;
}

/** An empty 204. */
export const noContent: Reply = { status: 204 };

/** An empty 200. */
export const ok: Reply = { status: 200 };
