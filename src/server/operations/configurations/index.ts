import type { Route } from '../../domain/request/route.js';
import { abac } from './abac.js';
import { accelerate } from './accelerate.js';
import { analytics } from './analytics.js';
import { configurationRoutes } from './configuration-routes.js';
import { cors } from './cors.js';
import { encryption } from './encryption.js';
import { intelligentTiering } from './intelligent-tiering.js';
import { inventory } from './inventory.js';
import { lifecycle } from './lifecycle.js';
import { logging } from './logging.js';
import { metrics } from './metrics.js';
import { notification } from './notification.js';
import { numberedRoutes } from './numbered-routes.js';
import { objectLock } from './object-lock.js';
import { ownershipControls } from './ownership-controls.js';
import { publicAccessBlock } from './public-access-block.js';
import { replication } from './replication.js';
import { requestPayment } from './request-payment.js';
import { website } from './website.js';

const single = [
  abac,
  cors,
  publicAccessBlock,
  ownershipControls,
  encryption,
  objectLock,
  website,
  lifecycle,
  logging,
  notification,
  replication,
  accelerate,
  abac,
  requestPayment,
];

const numbered = [inventory, metrics, analytics, intelligentTiering];

/** The rows of all bucket configurations. */
export const routesOfConfigurations: readonly Route[] = [
  ...single.flatMap(configurationRoutes),
  ...numbered.flatMap(numberedRoutes),
];
