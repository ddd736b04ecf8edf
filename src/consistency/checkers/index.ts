export { createChecks } from './create-checks.js';
