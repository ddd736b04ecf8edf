export { checkFault, type Fault, faultName, faults, faultUsage } from './application/faults.js';
export type { LogEntry } from './application/log-entry.js';
export {
  type Clock,
  defaultUsers,
  defaultUsers as DEFAULT_USERS,
  type RunningServer,
  type ServerOptions,
  type User,
  type UserOptions,
} from './application/options.js';
export { startServer } from './application/start-server.js';
