export type { LogEntry } from './application/log-entry.js';
export {
  defaultUsers,
  defaultUsers as DEFAULT_USERS,
  type RunningServer,
  type ServerOptions,
} from './application/options.js';
export { startServer } from './application/start-server.js';
export type { User, UserOptions } from './domain/auth/users.js';
export type { Fault } from './domain/faults/fault.js';
export { allFaults as faults } from './domain/faults/index.js';
export type { Clock } from './ground/clock.js';
