import type { Diagnostic } from '../text/diagnostic.js';
import type { Node } from '../text/node.js';

/** A JSON Schema (draft-07), as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** What reading a node needs from around it. */
export interface ReadContext {
  report(diagnostic: Diagnostic): void;
  /** Told where something that cannot be read is left out, so that nobody is blamed for naming it. */
  leaveOut?(): void;
  /** The value of an environment variable, for texts that must be known before the run. */
  environment(name: string): string | undefined;
  /** Whether the environment must have every variable that is named, as it must for a run. */
  readonly strict?: boolean;
}

/** One shape of the language: how a node of it is read, and its JSON Schema for editors. */
export interface Shape<out T> {
  /** Reads a node; undefined after at least one error was reported. */
  read(node: Node, context: ReadContext): T | undefined;
  /** The JSON Schema of the shape; named shapes go into `definitions` once. */
  schema(definitions: Definitions): JsonSchema;
}

/** The named schemas, filled while a schema is made. */
export type Definitions = Map<string, JsonSchema>;

/** The type that a shape reads. */
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;
