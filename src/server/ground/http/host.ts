const domains = ['localhost', '127.0.0.1', 'amazonaws.com'];
const serviceHost = /^(?:(?<bucket>.+?)\.)?(?<service>s3-website|s3)(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?$/;
const ipAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

/** What a Host header says: the bucket of virtual-host style, and whether it asks for the website. */
export interface HostReading {
  readonly bucket: string | undefined;
  readonly isWebsite: boolean;
}

const pathStyle: HostReading = { bucket: undefined, isWebsite: false };

/**
 * Reads the bucket out of a Host header: `bucket.localhost`, `bucket.127.0.0.1`, `bucket.s3.<region>.amazonaws.com`,
 * `bucket.s3-website.localhost`, or a host that is itself the name of a bucket.
 */
export function findBucketInHost(header: string, hasBucket: (name: string) => boolean): HostReading {
  const host = header.replace(/:\d+$/, '').toLowerCase();
  if (ipAddress.test(host)) {
    return pathStyle;
  }
  for (const domain of domains) {
    if (host === domain) {
      return pathStyle;
    }
    if (host.endsWith(`.${domain}`)) {
      return readLabels(host.slice(0, -domain.length - 1));
    }
  }
  return hasBucket(host) ? { bucket: host, isWebsite: false } : pathStyle;
}

function readLabels(labels: string): HostReading {
  const groups = serviceHost.exec(labels)?.groups;
  return groups === undefined
    ? { bucket: labels, isWebsite: false }
    : { bucket: groups.bucket, isWebsite: groups.service === 's3-website' };
}
