import type { PlatformPath } from 'node:path';

/** The name of a configuration that is read from standard input; what it names is relative to the current folder. */
export const stdinName = '<stdin>';

/** What parsing and checking must read from outside; handed in, so that they stay free of effects. */
export interface Reader {
  /** The bytes of a file; rejects with an error whose `code` says why (ENOENT, EISDIR, EACCES). */
  read(path: string): Promise<Uint8Array>;
  /** The files that match a glob, sorted; the pattern may be absolute. */
  glob(pattern: string): Promise<readonly string[]>;
  /** Whether a file is there. */
  exists(path: string): Promise<boolean>;
  /** A name that is the same for the same file. */
  identify(path: string): string;
  /** The path rules of the platform. */
  readonly path: PlatformPath;
}
