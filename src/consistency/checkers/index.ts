export { type CheckOptions, createChecks } from './create-checks.js';
