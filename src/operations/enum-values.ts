import { createRequire } from 'node:module';
import type { Member } from './model.js';

/** The legal values of the API's enumerations, and which field of which structure takes which of them. */
interface EnumTable {
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** Structure → field → name of the enumeration. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const require = createRequire(import.meta.url);
let table: EnumTable | undefined;

/** The legal values of a member (or of its items, where it is a list), undefined where any text is legal. */
export function enumValues(member: Member): readonly string[] | undefined {
  table ??= require('../../schema/operations-enums.json') as EnumTable;
  const name = table.fields[member.owner]?.[member.name];
  return name === undefined ? undefined : table.enums[name];
}
