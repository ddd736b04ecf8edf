/** @typedef {{ seconds: number, client: { rss: number, handles: number }, server: { rss: number, handles: number } }} Sample */

const width = 720;
const panel = 150;
const left = 60;
const right = width - 80;

/**
 * Draws memory and handles of client and server over time, one panel each, as SVG.
 * @param {readonly Sample[]} samples
 * @param {string} title
 */
export function drawSamples(samples, title) {
  const most = samples.at(-1)?.seconds ?? 1;
  const panels = [
    drawPanel(samples, most, 30, 'memory, MiB', ({ rss }) => rss),
    drawPanel(samples, most, 30 + panel, 'open handles', ({ handles }) => handles),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${2 * panel + 50}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/><text x="${left}" y="16" font-weight="bold">${title}</text>
${panels.join('\n')}
<text x="${right}" y="${2 * panel + 40}" text-anchor="end" fill="#555">${Math.round(most)} s</text>
</svg>
`;
}

/**
 * @param {readonly Sample[]} samples
 * @param {number} seconds
 * @param {number} top
 * @param {string} name
 * @param {(held: Sample['client']) => number} figureOf
 */
function drawPanel(samples, seconds, top, name, figureOf) {
  const most = Math.max(1, ...samples.flatMap(({ client, server }) => [figureOf(client), figureOf(server)]));
  const bottom = top + panel - 24;
  const line = (
    /** @type {'client' | 'server'} */ who,
    /** @type {string} */ colour,
    /** @type {string} */ dash,
  ) => {
    const points = samples.map((one) => {
      const x = left + ((right - left) * one.seconds) / seconds;
      const y = bottom - ((bottom - top - 14) * figureOf(one[who])) / most;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    const end = points.at(-1)?.split(',')[1] ?? bottom;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${right + 6}" y="${end}" fill="${colour}">${who}</text>`;
  };
  return `<text x="${left}" y="${top + 8}" fill="#555">${name}</text>
<line x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" stroke="#ccc"/>
<text x="${left - 6}" y="${bottom}" text-anchor="end" fill="#555">0</text><text x="${left - 6}" y="${top + 18}" text-anchor="end" fill="#555">${Math.round(most)}</text>
${line('client', '#2f6fed', '')}
${line('server', '#8a5300', '6 3')}`;
}
