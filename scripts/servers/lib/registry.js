import { cephRgw } from '../ceph-rgw.js';
import { fauxqs } from '../fauxqs.js';
import { garage } from '../garage.js';
import { gofakes3 } from '../gofakes3.js';
import { juicefs } from '../juicefs.js';
import { localstack } from '../localstack.js';
import { minio } from '../minio.js';
import { ministack } from '../ministack.js';
import { moto } from '../moto.js';
import { rclone } from '../rclone.js';
import { s3mock } from '../s3mock.js';
import { s3proxy } from '../s3proxy.js';
import { s3rver } from '../s3rver.js';
import { s3sFs } from '../s3s-fs.js';
import { seaweedfs } from '../seaweedfs.js';
import { swift } from '../swift.js';
import { versitygw } from '../versitygw.js';

/**
 * Every server that a script here knows to run, those that implement most first.
 * @type {readonly import('./types.js').ServerScript[]}
 */
export const servers = [
  minio,
  moto,
  versitygw,
  cephRgw,
  seaweedfs,
  garage,
  swift,
  juicefs,
  localstack,
  ministack,
  s3proxy,
  s3mock,
  s3sFs,
  rclone,
  gofakes3,
  fauxqs,
  s3rver,
];

/**
 * The servers of those names; an unknown name ends the program, after the known ones were told.
 * @param {readonly string[]} names
 * @returns {import('./types.js').ServerScript[]}
 */
export function chooseServers(names) {
  const unknown = names.find((name) => !servers.some((server) => server.name === name));
  if (unknown !== undefined) {
    process.stderr.write(
      `unknown server "${unknown}"; known: ${servers.map(({ name }) => name).join(', ')}\n`,
    );
    process.exit(2);
  }
  return servers.filter(({ name }) => names.includes(name));
}
