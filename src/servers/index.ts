export type { User, UserOptions } from './auth/users.js';
export type { Clock } from './clock.js';
export type { Fault } from './faults/fault.js';
export { FAULTS as faults } from './faults/index.js';
export type { LogEntry } from './log-entry.js';
export { DEFAULT_USERS, type RunningServer, type ServerOptions } from './options.js';
export { startServer } from './start-server.js';
