import type { Route } from '../../domain/request/route.js';
import { ownershipControls, publicAccessBlock } from './access.js';
import { cors } from './cors.js';
import { encryption } from './encryption.js';
import { keptConfigurations, numbered } from './kept.js';
import { lifecycle } from './lifecycle.js';
import { numberedRoutes } from './numbered-routes.js';
import { objectLock } from './object-lock.js';
import { configurationRoutes } from './routes.js';
import { website } from './website.js';

const single = [
  cors,
  publicAccessBlock,
  ownershipControls,
  encryption,
  objectLock,
  website,
  lifecycle,
  ...keptConfigurations,
];

/** The rows of all bucket configurations. */
export const routesOfConfigurations: readonly Route[] = [
  ...single.flatMap(configurationRoutes),
  ...numbered.flatMap(numberedRoutes),
];
