/**
 * Writes schema/operations.json and schema/operations-enums.json from the installed SDK. Needs a built `dist`. Run it
 * after each new version of @aws-sdk/client-s3: `node scripts/generate-parameters-schema.js`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as catalogue from '../dist/operations/index.js';
import { readDeclarations } from './parameters-schema/declarations.js';
import { formatByEntry } from './parameters-schema/format.js';
import { generateParametersSchema } from './parameters-schema/generate.js';

const { schema, enums } = generateParametersSchema(catalogue, readDeclarations());
const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('operations.json', folder), formatByEntry(schema));
writeFileSync(new URL('operations-enums.json', folder), formatByEntry(enums));
