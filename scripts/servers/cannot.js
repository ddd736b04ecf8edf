import { cannotInTour } from './cannot-tour.js';

const noTags = 'it has no object tags';
const noVersions = 'it has no versions';
const noTrailers = 'it cannot read a body in chunks with the checksum after it, as current SDKs send streams';
const storesFraming = 'it stores the framing of a body in chunks as data';
const noConditions = 'it writes whatever If-None-Match says';

/**
 * Parts that hold a server to refusing somebody. What becomes of them on a server that others wrote is not judged, since
 * a table of it would say where it lets people in.
 * @type {import('./lib/judge-outcomes.js').Cannot}
 */
const security = {
  'access-control.yaml': unjudged([
    'Bucket policies/policy-grants-one-user',
    'Bucket policies/policy-condition-on-prefix',
    'Bucket policies/policy-deny-wins',
    'Public reading/policy-grants-everybody',
    'Access control lists/acl-public-read',
    'Access control lists/acl-grant-to-one-user',
  ]),
  'advanced-config.yaml': unjudged(['Permissions']),
  'language-tour.yaml': unjudged([
    'Steps/another-user',
    'Raw requests/unsigned',
    'Raw requests/forged-signatures',
    'Raw requests/edited-operation',
    'Raw requests/presigned',
    'Raw requests/browser-form-forged',
    'Raw requests/signed-chunks-forged',
    'Raw requests/wrong-payload-hash',
  ]),
};

/** @type {Readonly<Record<string, import('./lib/judge-outcomes.js').Cannot>>} */
const cannotInOthers = {
  moto: {
    'parallel-load.yaml': { Contention: { sometimes: 'it answers 500 where many write one key' } },
  },
  'ceph-rgw': {
    'advanced-config.yaml': { 'Multipart upload': noTrailers },
    'large-files.yaml': forEach(['One request', 'In parts'], noTrailers),
  },
  s3proxy: {
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': noTrailers,
      Versioning: noVersions,
    },
    'large-files.yaml': forEach(['One request', 'In parts'], noTrailers),
    'parallel-load.yaml': { Contention: noConditions },
  },
  s3mock: {
    'advanced-config.yaml': {
      Versioning: 'the id of a delete marker is that of the version below it',
    },
    'parallel-load.yaml': { Contention: { sometimes: 'a race of conditional writes has several winners' } },
  },
  's3s-fs': {
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': { sometimes: 'it lists parts in the order of the file system' },
      Versioning: noVersions,
    },
    'basic-config.yaml': { Objects: 'it removes buckets that are not empty' },
    'parallel-load.yaml': { Contention: { sometimes: 'readers see mixtures where many write one key' } },
  },
  rclone: {
    'advanced-config.yaml': {
      'Multipart upload': 'the ETag of an object made of parts does not end with their number',
      Versioning: noVersions,
    },
  },
  gofakes3: {
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': storesFraming,
      Versioning: 'it lists versions in the order in which they were made',
    },
    'large-files.yaml': forEach(['One request', 'In parts'], storesFraming),
  },
  fauxqs: {
    clean: { 'after kill -9': { sometimes: 'it keeps versions that it does not list' } },
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': 'it cannot list parts',
      Versioning: noVersions,
    },
    'large-files.yaml': { 'One request': 'it takes no large bodies' },
    'parallel-load.yaml': { Contention: noConditions },
  },
  s3rver: {
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': storesFraming,
      Versioning: noVersions,
    },
    'large-files.yaml': forEach(['One request', 'In parts'], storesFraming),
    'parallel-load.yaml': { Load: 'it fails to list more than one page', Contention: noConditions },
  },
};

/**
 * Parts of the examples that fail on a server for a reason of the server's, and those that are not judged.
 * @param {string} server
 * @returns {import('./lib/judge-outcomes.js').Cannot}
 */
export function cannotOn(server) {
  const own = { ...cannotInOthers[server], 'language-tour.yaml': cannotInTour[server] ?? {} };
  const examples = [...new Set([...Object.keys(own), ...Object.keys(security)])];
  return Object.fromEntries(
    examples.map((example) => [
      example,
      { ...own[/** @type {keyof typeof own} */ (example)], ...security[example] },
    ]),
  );
}

/**
 * @param {readonly string[]} parts
 * @param {string} reason
 * @returns {Record<string, string>}
 */
function forEach(parts, reason) {
  return Object.fromEntries(parts.map((part) => [part, reason]));
}

/**
 * @param {readonly string[]} parts
 * @returns {Record<string, { unjudged: true }>}
 */
function unjudged(parts) {
  return Object.fromEntries(parts.map((part) => [part, { unjudged: true }]));
}
