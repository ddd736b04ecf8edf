export { canonicalName, nearestName } from '../lib/nearest-name.js';
export { hasUnknown, unknownValue, unknownValue as UNKNOWN } from '../lib/unknown-value.js';
export type { Operation, OperationRow } from './catalogue.js';
export {
  describeOperations,
  findOperation,
  operationAliases,
  operationNames,
  suggestOperation,
} from './catalogue.js';
export { encodeCopySource } from './copy-source.js';
export type { ExtraParameters } from './extra-parameters.js';
export type { Binding, Kind, Member, MemberShape, MemberShape as Shape } from './model.js';
export { kebabName, snakeName } from './names.js';
export type { OutputPathOptions, OutputRoot } from './output-paths/check-output-path.js';
export { checkOutputPath, checkSavedPath, savedRoots } from './output-paths/check-output-path.js';
export { quoteHeaderNames } from './output-paths/quote-header-names.js';
export type { NextPage, Pagination } from './pagination.js';
export { nextPage, paginationOf } from './pagination.js';
export type { AliasName, ParameterAlias } from './parameter-aliases.js';
export { parameterAliases } from './parameter-aliases.js';
export type { ParametersSchemas } from './parameters-schemas.js';
export { parametersSchemas } from './parameters-schemas.js';
export type { Path, Problem, ProblemCode } from './problems.js';
export type { ResolvedParameters, ResolveOptions } from './resolve-parameters.js';
export { resolveParameters } from './resolve-parameters.js';
