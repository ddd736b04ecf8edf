const limit = 240;

/**
 * The first words of a documentation comment as plain text: its first paragraph outside of notes, as many whole
 * sentences as fit.
 * @param {string | undefined} comment
 */
export function describe(comment) {
  if (!comment) {
    return '';
  }
  const html = comment.replace(/^\s*\* ?/gm, '').replace(/<(note|important|caution|ul|dl)>.*?<\/\1>/gs, '');
  const paragraphs = [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) => toText(text));
  const text = paragraphs.find((paragraph) => paragraph !== '') ?? '';
  return shorten(text);
}

/** @param {string} html */
function toText(html) {
  return html
    .replace(/<code>(.*?)<\/code>/gs, (_, code) => `\`${code.replace(/<[^>]*>/g, '').trim()}\``)
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/^[\s>]+|\s+$/g, '');
}

/** @param {string} text */
function shorten(text) {
  if (text.length <= limit) {
    return text;
  }
  const sentences = text.slice(0, limit + 1).match(/^.*[.:](?= )/)?.[0];
  return sentences ?? `${text.slice(0, text.lastIndexOf(' ', limit))} …`;
}
