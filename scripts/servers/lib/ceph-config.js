/** What follows the bucket in the host name of its website. */
export const websiteHost = 's3-website.localhost';

/**
 * The configuration of a Ceph cluster of one monitor, one in-memory OSD and one gateway that nobody else can reach and
 * that keeps nothing: loopback only, every path in one folder, no keys between the daemons, one copy of each object.
 * @param {{ folder: string, fsid: string, monitorPort: number, osdPort: number, gatewayPort: number }} cluster
 * @returns {string}
 */
export function formatCephConfig({ folder, fsid, monitorPort, osdPort, gatewayPort }) {
  return [
    formatSection('global', {
      fsid,
      'mon host': `[v2:127.0.0.1:${monitorPort}/0]`,
      'public addr': '127.0.0.1',
      'cluster addr': '127.0.0.1',
      'ms bind msgr1': false,
      'ms bind ipv6': false,
      'ms bind port min': osdPort,
      'ms bind port max': osdPort + 40,
      ...withoutKeys,
      'run dir': folder,
      'admin socket': `${folder}/$name.asok`,
      'log file': `${folder}/$name.log`,
      'crash dir': folder,
      keyring: `${folder}/no-keyring`,
      'mon cluster log file': `${folder}/cluster.log`,
      ...oneCopy,
    }),
    formatSection('mon.a', {
      'mon data': `${folder}/mon`,
      'mon initial members': 'a',
      // Making a pool takes several changes of the map, and by default each of them waits a second.
      'paxos propose interval': 0.05,
      'paxos min wait': 0.01,
      'mon data avail warn': 2,
      'mon data avail crit': 1,
    }),
    formatSection('osd.0', {
      'osd data': `${folder}/osd`,
      'osd objectstore': 'memstore',
      'memstore device bytes': 8 * 1024 ** 3,
      'osd class load list': '*',
      'osd class default list': '*',
      'osd max object name len': 2048,
      'osd op num shards': 2,
    }),
    formatSection('client.rgw', {
      'rgw data': `${folder}/rgw`,
      'rgw frontends': `beast endpoint=127.0.0.1:${gatewayPort}`,
      'rgw dns name': 'localhost',
      'rgw enable apis': 's3, s3website, sts, iam, notifications, admin',
      'rgw enable static website': true,
      'rgw dns s3website name': websiteHost,
      'rgw thread pool size': 64,
      // Server-side encryption over plain HTTP, with a local key store.
      'rgw crypt require ssl': false,
      'rgw crypt s3 kms backend': 'testing',
      'rgw crypt s3 kms encryption keys': 'testkey-1=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=',
      // A day of a lifecycle rule lasts this many seconds.
      'rgw lc debug interval': 10,
      // Everything stays in memory, so the space of deleted objects is wanted back soon.
      'rgw gc obj min wait': 30,
      'rgw gc processor period': 30,
      'rgw gc processor max time': 30,
    }),
  ].join('\n');
}

// radosgw asks for an encrypted session with the monitor by default, which cannot be had without keys.
const withoutKeys = {
  'auth cluster required': 'none',
  'auth service required': 'none',
  'auth client required': 'none',
  'ms mon client mode': 'crc',
  'ms client mode': 'crc',
  'ms cluster mode': 'crc',
  'ms service mode': 'crc',
};

const oneCopy = {
  'osd crush chooseleaf type': 0,
  'osd pool default size': 1,
  'osd pool default min size': 1,
  'osd pool default pg num': 4,
  'osd pool default pgp num': 4,
  'osd pool default pg autoscale mode': 'off',
  'mon allow pool size one': true,
  'mon max pg per osd': 2000,
};

/**
 * @param {string} name
 * @param {Record<string, string | number | boolean>} settings
 * @returns {string}
 */
function formatSection(name, settings) {
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  return `[${name}]\n${lines.join('\n')}\n`;
}
