import { sendDirect } from './direct/direct-driver.js';
import { createTrust } from './http/connect.js';
import { createConnectionPool } from './http/connection-pool.js';
import { startDeadline } from './http/deadline.js';
import { presignCall } from './request/presign.js';
import { createSdkDriver } from './sdk/sdk-driver.js';
import { createThrottle } from './throttle.js';
import type { ClientSources, S3Client, Target } from './types.js';

/**
 * Makes a client of one target; its calls never throw, and it holds connections until it is closed. What the SDK signs
 * and repeats goes by the SDK's own clock.
 */
export function createS3Client(target: Target, sources: ClientSources): S3Client {
  const pool = createConnectionPool(createTrust(target.ca, target.insecure ?? false));
  const throttle = createThrottle();
  const sdk = createSdkDriver(target);
  return {
    async send(call, { signal, timeoutMs, sinks = [], abortAt, once = false }) {
      const deadline = startDeadline(timeoutMs, signal);
      try {
        return call.kind === 'operation' && call.client.driver === 'sdk'
          ? await sdk.send(call, sinks, deadline.signal, abortAt)
          : await sendDirect(call, { target, sources, throttle, pool, sinks, deadline, abortAt, once });
      } finally {
        deadline.dispose();
      }
    },
    presign: (call, form) => presignCall(call, target, form, sources),
    async close() {
      pool.close();
      sdk.close();
    },
  };
}
