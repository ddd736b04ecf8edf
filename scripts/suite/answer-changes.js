/** @typedef {{ index: number, requestId: string | null, status: number, headers: [string, string][], body: Buffer }} Answer */
/** @typedef {{ readonly kind: string, readonly isStatus: boolean, readonly apply: (given: Answer) => Answer }} Change */

/** Headers that say nothing that a case could be about. */
const incidental =
  /^(date|server|connection|keep-alive|content-length|transfer-encoding|x-amz-request-id|x-amz-id-2|accept-ranges)$/i;

/** Elements whose text a case cannot know. */
const incidentalElements = /^(RequestId|HostId|Message|xml)$/;

/**
 * The changes to try on an answer, those of what it says before that of its bare status.
 * `isStatus` tells the bare status from what the answer says; `apply` gives the changed answer and leaves the given one as it is.
 * @param {Answer} answer
 * @returns {Change[]}
 */
export function changesOf(answer) {
  const { status, headers, body } = answer;
  /** @type {Change[]} */
  const changes = [];
  const text = body.toString('utf8');
  const isXml = /^\s*<\?xml|^\s*<[A-Za-z]/.test(text);
  const code = /<Code>([^<]+)<\/Code>/.exec(text);
  if (code && status >= 300)
    changes.push(content('error code', replaceText(/<Code>[^<]+<\/Code>/, '<Code>SomethingElse</Code>')));
  if (isXml) {
    for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(
      /<([A-Za-z]+)>([^<>]+)<\/\1>/g,
    )) {
      if (incidentalElements.test(name) || (code && name === 'Code')) continue;
      changes.push(
        content(`XML value ${name}`, replaceAt(index, whole, `<${name}>${otherValue(value)}</${name}>`)),
      );
    }
    for (const { 0: whole, 1: name = '', index } of text.matchAll(
      /<([A-Za-z]+)>(?:(?!<\/?\1>)[\s\S])*<\/\1>/g,
    )) {
      if (index > 0 && whole.length < text.length / 2 && !incidentalElements.test(name))
        changes.push(content(`XML element ${name} gone`, replaceAt(index, whole, '')));
    }
  } else if (body.length > 0) {
    changes.push(content('body byte', (given) => ({ ...given, body: flipByte(given.body) })));
  }
  const told = headers.map(([name]) => name).filter((name) => !incidental.test(name));
  for (const name of told) changes.push(content(`header ${name.toLowerCase()}`, changeHeader(name)));
  for (const name of told) changes.push(content(`header ${name.toLowerCase()} gone`, withoutHeader(name)));
  changes.push({
    kind: 'status',
    isStatus: true,
    apply: (given) => ({
      ...given,
      status: status >= 300 ? 200 : 500,
      body: status >= 300 ? Buffer.alloc(0) : given.body,
    }),
  });
  if (status === 200)
    changes.push({ kind: 'status', isStatus: true, apply: (given) => ({ ...given, status: 202 }) });
  return changes;
}

/**
 * @param {string} kind
 * @param {Change['apply']} apply
 * @returns {Change}
 */
function content(kind, apply) {
  return { kind, isStatus: false, apply };
}

/**
 * @param {RegExp} pattern
 * @param {string} replacement
 * @returns {Change['apply']}
 */
function replaceText(pattern, replacement) {
  return (given) => ({
    ...given,
    body: Buffer.from(given.body.toString('utf8').replace(pattern, replacement)),
  });
}

/**
 * @param {number} index
 * @param {string} before
 * @param {string} after
 * @returns {Change['apply']}
 */
function replaceAt(index, before, after) {
  return (given) => {
    const text = given.body.toString('utf8');
    return { ...given, body: Buffer.from(text.slice(0, index) + after + text.slice(index + before.length)) };
  };
}

/**
 * @param {string} name
 * @returns {Change['apply']}
 */
function changeHeader(name) {
  return (given) => ({
    ...given,
    headers: given.headers.map(([own, value]) => (own === name ? [own, otherValue(value)] : [own, value])),
  });
}

/**
 * @param {string} name
 * @returns {Change['apply']}
 */
function withoutHeader(name) {
  return (given) => ({ ...given, headers: given.headers.filter(([own]) => own !== name) });
}

/**
 * Another value of the same kind, so that it is read and not refused.
 * @param {string} value
 */
function otherValue(value) {
  if (value === 'true') return 'false';
  if (value === 'false') return 'true';
  if (/^\d+$/.test(value)) return String(Number(value) + 1);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return '2001-02-03T04:05:06.000Z';
  if (/^[A-Z][a-z]{2}, \d\d /.test(value)) return 'Sat, 03 Feb 2001 04:05:06 GMT';
  if (/^"[0-9a-f]+/.test(value)) return value.replace(/[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0'));
  return `${value}x`;
}

/**
 * A case that asks again until an answer comes may meet a change of an answer with a body where there is none.
 * @param {Buffer} body
 */
function flipByte(body) {
  if (body.length === 0) return body;
  const changed = Buffer.from(body);
  changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
  return changed;
}
