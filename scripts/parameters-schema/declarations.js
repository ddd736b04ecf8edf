/**
 * Reads what the SDK's runtime schemas do not say from its type declarations, which are written by a machine in one
 * regular form: the documentation of structures' fields and of operations, their types, and the enumerations.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe } from './documentation.js';

/**
 * @typedef {{ description: string, type: string, required: boolean }} Field
 * @typedef {{
 *   interfaces: Map<string, Map<string, Field>>,
 *   enums: Map<string, string[]>,
 *   operations: Map<string, string>,
 * }} Declarations
 */

/**
 * @param {string} [client] the folder of @aws-sdk/client-s3; that of the installed one, unless it is given
 * @returns {Declarations}
 */
export function readDeclarations(client = installedClient()) {
  const types = join(client, 'dist-types');
  const read = (/** @type {string} */ folder) =>
    readdirSync(join(types, folder))
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => readFileSync(join(types, folder, name), 'utf8').replaceAll('\r\n', '\n'))
      .join('\n');
  const models = read('models');
  return {
    interfaces: new Map([...readInterfaces(models), ...readUnions(models)]),
    enums: readEnums(models),
    operations: readOperations(read('commands')),
  };
}

function installedClient() {
  return dirname(createRequire(import.meta.url).resolve('@aws-sdk/client-s3/package.json'));
}

/** @param {string} text */
function* readInterfaces(text) {
  for (const [, name = '', body = ''] of text.matchAll(/^export interface (\w+)[^{\n]*\{\n(.*?)^\}/gms)) {
    yield/** @type {const} */ ([name, readFields(body, '    ')]);
  }
}

/** Each alternative of a union is an interface of its own, in a namespace. @param {string} text */
function* readUnions(text) {
  for (const [, name = '', body = ''] of text.matchAll(/^export declare namespace (\w+) \{\n(.*?)^\}/gms)) {
    const fields = [
      ...body.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+interface (\w+)Member \{\n(.*?)^ {4}\}/gms),
    ].map(([, comment, field = '', members = '']) => {
      const type = readFields(members, '        ').get(field)?.type ?? 'unknown';
      return /** @type {const} */ ([field, { description: describe(comment), type, required: false }]);
    });
    yield/** @type {const} */ ([name, new Map(fields.filter(([field]) => !field.startsWith('$')))]);
  }
}

/** @param {string} body @param {string} indent */
function readFields(body, indent) {
  const field = new RegExp(`(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s+)?^${indent}(\\w+)(\\?)?: ([^\\n]+);$`, 'gms');
  return new Map(
    [...body.matchAll(field)].map(([, comment, name = '', optional, type = '']) => [
      name,
      { description: describe(comment), type: type.replace(' | undefined', ''), required: !optional },
    ]),
  );
}

/** @param {string} text */
function readEnums(text) {
  return new Map(
    [...text.matchAll(/^export declare const (\w+): \{\n(.*?)^\};/gms)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/: "(.*)";$/gm)].map(([, value = '']) => value),
    ]),
  );
}

/** @param {string} text */
function readOperations(text) {
  const command = /\/\*\*((?:(?!\*\/).)*)\*\/\nexport declare class (\w+)Command /gms;
  return new Map([...text.matchAll(command)].map(([, comment, name = '']) => [name, describe(comment)]));
}
