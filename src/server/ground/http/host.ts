const knownDomains = ['localhost', '127.0.0.1', 'amazonaws.com'];
const domainName = /^(?!-)[a-z0-9-]+(\.(?!-)[a-z0-9-]+)*$/;
const serviceHost = /^(?:(?<bucket>.+?)\.)?(?<service>s3-website|s3)(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?$/;
const ipAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

/** What tells the bucket in a host's name. */
export interface HostRules {
  /** Domains below which each name is a bucket, besides the usual ones. */
  readonly domains: readonly string[];
  hasBucket(name: string): boolean;
}

/** What a Host header says: the bucket of virtual-host style, and whether it asks for the website. */
export interface HostReading {
  readonly bucket: string | undefined;
  readonly isWebsite: boolean;
}

const pathStyle: HostReading = { bucket: undefined, isWebsite: false };

/**
 * Reads the bucket out of a Host header: `bucket.localhost`, `bucket.127.0.0.1`, `bucket.s3.<region>.amazonaws.com`,
 * `bucket.s3-website.localhost`, the same below one of the domains given, or a host that is itself the name of a bucket.
 */
export function findBucketInHost(header: string, { domains, hasBucket }: HostRules): HostReading {
  const host = header.replace(/:\d+$/, '').toLowerCase();
  if (ipAddress.test(host)) {
    return pathStyle;
  }
  const all = [...domains, ...knownDomains];
  if (all.includes(host)) {
    return pathStyle;
  }
  for (const domain of all) {
    if (host.endsWith(`.${domain}`)) {
      return readLabels(host.slice(0, -domain.length - 1));
    }
  }
  return hasBucket(host) ? { bucket: host, isWebsite: false } : pathStyle;
}

/** Domains as they are compared, the longest first, so that of two that fit the nearer one counts; throws RangeError. */
export function readDomains(texts: readonly string[]): readonly string[] {
  const domains = texts.map((text) => text.toLowerCase());
  for (const domain of domains) {
    if (!domainName.test(domain)) {
      throw new RangeError(
        `"${domain}" is no domain: it is written as s3.example.test, without a scheme or a port`,
      );
    }
  }
  return domains.sort((left, right) => right.length - left.length);
}

function readLabels(labels: string): HostReading {
  const groups = serviceHost.exec(labels)?.groups;
  return groups === undefined
    ? { bucket: labels, isWebsite: false }
    : { bucket: groups.bucket, isWebsite: groups.service === 's3-website' };
}
