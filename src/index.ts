export * from './config/index.js';
export * from './core/index.js';
export * from './operations/index.js';
export * from './reporting/index.js';
export * from './servers/index.js';
