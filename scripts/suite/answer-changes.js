/** @typedef {{ index: number, requestId: string | null, status: number, headers: [string, string][], body: Buffer }} Answer */
/** @typedef {{ readonly kind: string, readonly isStatus: boolean, readonly apply: (given: Answer) => Answer | null }} Change */

/** Headers that say nothing that a case could be about. */
const incidental =
  /^(date|server|connection|keep-alive|content-length|transfer-encoding|x-amz-request-id|x-amz-id-2|accept-ranges)$/i;

/** Elements whose text a case cannot know. */
const incidentalElements = /^(RequestId|HostId|Message|xml)$/;

const errorCode = /<(Code)>([^<]+)<\/Code>/g;
const xmlValue = /<(\w+)>([^<>]+)<\/\1>/g;
// Looks ahead, since elements stand in one another.
const xmlElement = /(?=<(\w+)\/?>)(?=(?<whole><\1\/>|<\1>(?:(?!<\/?\1>)[\s\S])*<\/\1>))/g;

/**
 * The changes to try on an answer, those of what it says before that of its bare status.
 * `isStatus` tells the bare status from what the answer says; `apply` gives a changed answer and leaves the given one as
 * it is, or gives null where that lacks what would be changed.
 * @param {Answer} answer
 * @returns {Change[]}
 */
export function changesOf({ status, headers, body }) {
  const text = body.toString('utf8');
  const isXml = /^\s*<\?xml|^\s*<[A-Za-z]/.test(text);
  const told = headers.map(([name]) => name).filter((name) => !incidental.test(name));
  return [
    ...(isXml ? xmlChanges(text, status) : body.length > 0 ? [0, 0.5, 0.99].map(flipByteAt) : []),
    ...told.map((name) => content(`header ${name.toLowerCase()}`, changeHeader(name, otherValue))),
    ...told.map((name) =>
      content(
        `header ${name.toLowerCase()} gone`,
        changeHeader(name, () => null),
      ),
    ),
    statusChange(status >= 300 ? 200 : 500),
    ...(status === 200 ? [statusChange(202)] : []),
  ];
}

/**
 * @param {string} text
 * @param {number} status
 * @returns {Change[]}
 */
function xmlChanges(text, status) {
  const isError = status >= 300 && text.search(errorCode) >= 0;
  const values = [...text.matchAll(xmlValue)].flatMap(({ 1: name = '' }, place) =>
    incidentalElements.test(name) || (isError && name === 'Code')
      ? []
      : [content(`XML value ${name}`, changeMatch(xmlValue, place, name, otherElement))],
  );
  const elements = [...text.matchAll(xmlElement)].flatMap(({ 1: name = '', index }, place) =>
    index === 0 || incidentalElements.test(name)
      ? []
      : [
          content(
            `XML element ${name} gone`,
            changeMatch(xmlElement, place, name, () => ''),
          ),
        ],
  );
  const codes = isError
    ? [
        content(
          'error code',
          changeMatch(errorCode, 0, 'Code', () => '<Code>SomethingElse</Code>'),
        ),
      ]
    : [];
  return [...codes, ...values, ...elements];
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
 * @param {number} status
 * @returns {Change}
 */
function statusChange(status) {
  return {
    kind: 'status',
    isStatus: true,
    apply: (given) => ({ ...given, status, body: given.status >= 300 ? Buffer.alloc(0) : given.body }),
  };
}

/**
 * Changes one of the matches of a pattern: values are others in every run, the elements around them are not.
 * @param {RegExp} pattern
 * @param {number} place
 * @param {string} name the element's
 * @param {(match: RegExpExecArray) => string} replace
 * @returns {Change['apply']}
 */
function changeMatch(pattern, place, name, replace) {
  return (given) => {
    const text = given.body.toString('utf8');
    const match = [...text.matchAll(pattern)][place];
    if (match?.[1] !== name) {
      return null;
    }
    const end = match.index + (match.groups?.whole ?? match[0]).length;
    return { ...given, body: Buffer.from(text.slice(0, match.index) + replace(match) + text.slice(end)) };
  };
}

/**
 * @param {RegExpExecArray} match
 */
function otherElement({ 1: name = '', 2: value = '' }) {
  return `<${name}>${otherValue(value)}</${name}>`;
}

/**
 * @param {string} name
 * @param {(value: string) => string | null} change null takes the header away
 * @returns {Change['apply']}
 */
function changeHeader(name, change) {
  return (given) => {
    if (!given.headers.some(([own]) => own === name)) {
      return null;
    }
    const headers = given.headers.flatMap(([own, value]) => {
      const changed = own === name ? change(value) : value;
      return changed === null ? [] : [/** @type {[string, string]} */ ([own, changed])];
    });
    return { ...given, headers };
  };
}

/**
 * @param {number} part of the body's length, less than 1
 * @returns {Change}
 */
function flipByteAt(part) {
  return content('body byte', (given) => {
    if (given.body.length === 0) {
      return null;
    }
    const body = Buffer.from(given.body);
    const at = Math.floor(body.length * part);
    body.writeUInt8(body.readUInt8(at) ^ 1, at);
    return { ...given, body };
  });
}

/**
 * Another value of the same kind, so that it is read and not refused.
 * @param {string} value
 */
function otherValue(value) {
  if (value === 'true') {
    return 'false';
  }
  if (value === 'false') {
    return 'true';
  }
  if (/^\d+$/.test(value)) {
    return String(Number(value) + 1);
  }
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    return '2001-02-03T04:05:06.000Z';
  }
  if (/^[A-Z][a-z]{2}, \d\d /.test(value)) {
    return 'Sat, 03 Feb 2001 04:05:06 GMT';
  }
  if (/^"[0-9a-f]+/.test(value)) {
    return value.replace(/[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0'));
  }
  return `${value}x`;
}
