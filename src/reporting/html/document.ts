import { html, type Markup, nothing, trusted } from './html.js';
import { style } from './style.js';

/** What stands around the body of a page. */
export interface PageFrame {
  readonly title: string;
  /** What a page adds to the style of all. */
  readonly style?: string;
  /** The code of a page that has some; the others run nothing. */
  readonly script?: string;
}

/** The beginning of a page that works from disk, up to its body: nothing is loaded, and only what stands in it is run. */
export function openPage({ title, style: own = '', script }: PageFrame): Markup {
  const runs = script === undefined ? nothing : trusted("; script-src 'unsafe-inline'");
  return html`<!doctype html>
<html lang="en"${script === undefined ? nothing : html` class="no-script"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'${runs}">
<title>${title}</title>
<style>${trusted(style)}${trusted(own)}</style>
</head>
<body>
`;
}

/** The end of a page, with what its footer says. */
export function closePage(footer: string, { script }: Pick<PageFrame, 'script'> = {}): Markup {
  return html`<footer class="wrap">${footer}</footer>
${script === undefined ? nothing : html`<script>${trusted(script)}</script>\n`}</body>
</html>
`;
}
