/** @typedef {import('./answer-changes.js').Answer} Answer */
/** @typedef {import('./changing-proxy.js').Rule} Rule */
/** @typedef {Parameters<Rule>[0]} Sent */

/**
 * A mistake of a server that a user reported, as what is seen of it from outside: a proxy makes it, whatever server is behind
 * it. `begin` gives a new rule, which remembers what was sent.
 * @typedef {{ readonly name: string, readonly caughtBy: string, readonly begin: () => Rule }} ReportedFault
 */

/** @type {readonly ReportedFault[]} */
export const reportedFaults = [
  {
    name: 'unsigned headers are taken',
    caughtBy: 'signatures/presigned/unsigned-amz-header',
    begin: () => (_sent, given) => (says(given, '<HeadersNotSigned>') ? answer(given, 200, '') : given),
  },
  {
    name: 'prefixes of deleted keys are listed',
    caughtBy: 'listing/list-objects-v2/prefix-with-markers-alone',
    begin: () => {
      const keys = rememberKeys();
      return (sent, given) => {
        keys.note(sent);
        const delimiter = sent.url.searchParams.get('delimiter') ?? '';
        const rolled = [...keys.deleted].filter((key) => delimiter !== '' && key.includes(delimiter));
        const prefixes = rolled.map((key) => key.slice(0, key.lastIndexOf(delimiter) + delimiter.length));
        const added = prefixes.map((prefix) => `<CommonPrefixes><Prefix>${prefix}</Prefix></CommonPrefixes>`);
        return isList(sent)
          ? edit(given, '</ListBucketResult>', `${added.join('')}</ListBucketResult>`)
          : given;
      };
    },
  },
  {
    name: 'deleted objects from before versioning are listed',
    caughtBy: 'listing/list-objects-v2/object-from-before-under-a-marker',
    begin: () => {
      const keys = rememberKeys();
      return (sent, given) => {
        keys.note(sent);
        const old = [...keys.deleted].filter((key) => keys.fromBefore.has(key));
        const added = old.map((key) => `<Contents><Key>${key}</Key><Size>0</Size></Contents>`);
        return isList(sent)
          ? edit(given, '</ListBucketResult>', `${added.join('')}</ListBucketResult>`)
          : given;
      };
    },
  },
  {
    name: 'delete markers use up a page, which is the last',
    caughtBy: 'listing/list-objects-v2/markers-do-not-fill-a-page',
    begin: () => {
      const keys = rememberKeys();
      return (sent, given) => {
        keys.note(sent);
        return isList(sent) && keys.deleted.size > 0 ? asLastPage(given) : given;
      };
    },
  },
  {
    name: 'listings of versions end after the default page',
    caughtBy: 'listing/list-object-versions/default-page',
    begin:
      () =>
      ({ url: { searchParams } }, given) =>
        searchParams.has('versions') && !searchParams.has('max-keys') ? asLastPage(given) : given,
  },
  {
    name: 'sources with braces are not found',
    caughtBy: 'copy/copy-object/source-with-a-brace',
    begin:
      () =>
      ({ headers }, given) =>
        /%7B|\{/i.test(String(headers['x-amz-copy-source']))
          ? answer(given, 404, '<Error><Code>NoSuchKey</Code></Error>')
          : given,
  },
  {
    name: 'InvalidRange does not name the size',
    caughtBy: 'object/range/refusal-names-the-size',
    begin: () => (_sent, given) => edit(given, /<ActualObjectSize>.*?<\/ActualObjectSize>/, ''),
  },
  {
    name: 'InvalidPart does not name the part',
    caughtBy: 'multipart/complete-multipart-upload/invalid-part-is-named',
    begin: () => (_sent, given) =>
      says(given, '<Code>InvalidPart</Code>')
        ? edit(given, /<(UploadId|PartNumber|ETag)>.*?<\/\1>/g, '')
        : given,
  },
  {
    name: 'a presigned part with a checksum in its query is 500',
    caughtBy: 'signatures/presigned/part-with-a-checksum-in-the-query',
    begin:
      () =>
      ({ url: { searchParams } }, given) =>
        searchParams.has('uploadId') && /x-amz-checksum-/i.test(searchParams.toString())
          ? answer(given, 500, '<Error><Code>InternalError</Code></Error>')
          : given,
  },
];

/** Which keys were deleted, and which were put before versioning was enabled; of all buckets, as a case has few. */
function rememberKeys() {
  const deleted = new Set();
  const fromBefore = new Set();
  let isVersioned = false;
  return {
    deleted,
    fromBefore,
    /** @param {Sent} sent */
    note({ method, url }) {
      const key = decodeURIComponent(url.pathname).replace(/^\/[^/]*\//, '');
      isVersioned ||= method === 'PUT' && url.searchParams.has('versioning');
      if (method === 'DELETE') {
        deleted.add(key);
      }
      if (method === 'PUT' && !isVersioned) {
        fromBefore.add(key);
      }
    },
  };
}

/** @param {Sent} sent */
function isList({ method, url }) {
  return method === 'GET' && url.searchParams.has('list-type');
}

/** @param {Answer} given */
function asLastPage(given) {
  const whole = edit(given, '<IsTruncated>true</IsTruncated>', '<IsTruncated>false</IsTruncated>');
  return edit(whole, /<(Next\w+)>.*?<\/\1>/g, '');
}

/**
 * @param {Answer} given
 * @param {string} words
 */
function says({ body }, words) {
  return body.includes(words);
}

/**
 * @param {Answer} given
 * @param {string | RegExp} from
 * @param {string} to
 * @returns {Answer}
 */
function edit(given, from, to) {
  const text = given.body.toString('utf8');
  const changed = text.replace(from, () => to);
  return changed === text ? given : { ...given, body: Buffer.from(changed) };
}

/**
 * @param {Answer} given
 * @param {number} status
 * @param {string} text
 * @returns {Answer}
 */
function answer(given, status, text) {
  return { ...given, status, body: Buffer.from(text) };
}
