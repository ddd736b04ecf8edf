import type { Route } from '../routing/route.js';
import { OWNERSHIP_CONTROLS, PUBLIC_ACCESS_BLOCK } from './access.js';
import { CORS } from './cors.js';
import { ENCRYPTION } from './encryption.js';
import { KEPT, NUMBERED } from './kept.js';
import { LIFECYCLE } from './lifecycle.js';
import { numberedRoutes } from './numbered-routes.js';
import { OBJECT_LOCK } from './object-lock.js';
import { configurationRoutes } from './routes.js';
import { WEBSITE } from './website.js';

const SINGLE = [
  CORS,
  PUBLIC_ACCESS_BLOCK,
  OWNERSHIP_CONTROLS,
  ENCRYPTION,
  OBJECT_LOCK,
  WEBSITE,
  LIFECYCLE,
  ...KEPT,
];

/** The rows of all bucket configurations. */
export const CONFIGURATION_ROUTES: readonly Route[] = [
  ...SINGLE.flatMap(configurationRoutes),
  ...NUMBERED.flatMap(numberedRoutes),
];
