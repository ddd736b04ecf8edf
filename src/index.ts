export * from './app/index.js';
export * from './config/index.js';
export * from './conformance/index.js';
export * from './consistency/index.js';
export * from './operations/index.js';
export * from './record/index.js';
export * from './reporting/index.js';
export * from './runner/index.js';
export {
  DEFAULT_USERS,
  defaultUsers,
  type LogEntry,
  type RunningServer,
  type ServerOptions,
  startServer,
  type User,
  type UserOptions,
} from './server/index.js';
