import type { ErrorDocuments } from '../expectations/index.js';
import type { CredentialEntry, Defaults, Settings } from './language/document.js';
import type { Step } from './language/step.js';
import type { Location, SourceFile } from './text/source-file.js';
import type { Value } from './values/value.js';

/** A group with the variables of its file. */
export interface Group {
  readonly name: string;
  readonly credential?: string;
  readonly parallel: boolean;
  readonly every_shard: boolean;
  readonly tags: readonly string[];
  readonly fileVariables: ReadonlyMap<string, Value>;
  readonly variables: ReadonlyMap<string, Value>;
  readonly before_test: readonly Step[];
  readonly test: readonly Step[];
  readonly after_test: readonly Step[];
  readonly defaults?: Defaults;
  /** The file that contains it; `file://` paths are relative to it. */
  readonly file: SourceFile;
  readonly where: Location;
  /** The position of the value of each of its keys. */
  readonly places: ReadonlyMap<string, Location>;
}

/** Everything that the configuration files of one run say, merged. */
export interface Configuration {
  readonly settings: Omit<Settings, 'credentials'>;
  readonly credentials: readonly CredentialEntry[];
  readonly parallel: boolean;
  readonly concurrency: number | undefined;
  readonly groups: readonly Group[];
  /** All files, in the order they were read. */
  readonly files: readonly SourceFile[];
  /** In a suite: the error documents that AWS was seen to send. */
  readonly errorDocuments?: ErrorDocuments;
}

export type { CredentialEntry, Defaults, Settings };
