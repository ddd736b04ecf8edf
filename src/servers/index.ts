export type { User, UserOptions } from './auth/users.js';
export type { Clock } from './clock.js';
export type { Fault } from './faults/fault.js';
export { allFaults as faults } from './faults/index.js';
export type { LogEntry } from './log-entry.js';
export { defaultUsers, type RunningServer, type ServerOptions } from './options.js';
export { startServer } from './start-server.js';
