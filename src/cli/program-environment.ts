/** What a recorded program is to sign with, and where it is to send to. */
export interface ProgramTarget {
  /** `http://127.0.0.1:PORT`, or with https */
  readonly endpoint: string;
  /** A file of the authorities to trust; null where the usual ones will do. */
  readonly caFile: string | null;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What would win over keys and endpoint, or hands out the keys of the server. */
const removed =
  /^(?:AWS_(?:SESSION_TOKEN|SECURITY_TOKEN|PROFILE|DEFAULT_PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+|CREDENTIAL_EXPIRATION|IGNORE_CONFIGURED_ENDPOINT_URLS)|S3TESTER_(?:CREDENTIAL_\w+|ENDPOINT_URL|REGION|PATH_STYLE))$/;

/** Where the SDKs, OpenSSL, Go, Python, curl and Node.js look for whom to trust. */
const trustedFiles = [
  'AWS_CA_BUNDLE',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

/** The variables that a recorded program is started with: those around it, with the proxy for the server. */
export function programEnvironment(around: Environment, target: ProgramTarget): Record<string, string> {
  const kept = Object.entries(around).flatMap(([name, value]) =>
    value === undefined || removed.test(name) ? [] : [[name, value] as const],
  );
  const { endpoint, accessKey, secretKey, region, caFile } = target;
  const direct = noProxy(around);
  return {
    ...Object.fromEntries(kept),
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // Without keys of their own, clients would ask the machine that they run on.
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: direct,
    no_proxy: direct,
    ...(caFile === null ? {} : Object.fromEntries(trustedFiles.map((name) => [name, caFile]))),
  };
}

function noProxy(around: Environment): string {
  const hosts = (around.NO_PROXY ?? around.no_proxy ?? '').split(',');
  return [...new Set([...hosts, '127.0.0.1', 'localhost'])].filter((host) => host !== '').join(',');
}

/** The words of a program with what stands for the proxy filled in, such as `{endpoint}`. */
export function fillWords(words: readonly string[], target: ProgramTarget): readonly string[] {
  const { endpoint, accessKey, secretKey, region, caFile } = target;
  const { host, port } = new URL(endpoint);
  const values: Readonly<Record<string, string>> = {
    ...{ endpoint, host, port, region },
    access_key: accessKey,
    secret_key: secretKey,
    ...(caFile === null ? {} : { ca_file: caFile }),
  };
  return words.map((word) => word.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole));
}
