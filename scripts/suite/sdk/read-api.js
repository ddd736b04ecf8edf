import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readModel } from '../../../dist/operations/model.js';
import { readDeclarations } from '../../parameters-schema/declarations.js';
import { describeApi } from './describe-api.js';

/**
 * Reads the API from a folder into which npm has installed the SDK.
 * @param {string} folder
 * @returns {import('./describe-api.js').Api}
 */
export function readApi(folder) {
  const require = createRequire(join(folder, 'package.json'));
  const model = readModel(require('@aws-sdk/client-s3'));
  return describeApi(model, readDeclarations(join(folder, 'node_modules', '@aws-sdk', 'client-s3')).enums);
}
