/** What of a head is kept in results, in characters; no sound server comes near it. */
const headLimit = 16 * 1024;
/** The first of many headers, and how much was left out. A value is kept whole or not at all: it may hold a secret. */
export function shortenHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  let left = headLimit;
  let omitted = 0;
  for (const [name, value] of Object.entries(headers)) {
    const size = name.length + value.length;
    if (size <= left) {
      left -= size;
      kept[name] = value;
    } else {
      omitted += size;
    }
  }
  return omitted === 0 ? kept : { ...kept, '(others)': leftOut(omitted) };
}

/** The first lines of the head of a message, and how much was left out; no line is cut. */
export function shortenHead(head: string): string {
  if (head.length <= headLimit) {
    return head;
  }
  const end = head.lastIndexOf('\n', headLimit) + 1;
  return `${head.slice(0, end)}(${leftOut(head.length - end)})\r\n\r\n`;
}

function leftOut(characters: number): string {
  return `${characters} characters left out`;
}
