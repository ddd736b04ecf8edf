export { renderFindingsHtml } from './html.js';
export { renderScenario } from './scenario.js';
export { renderFindingText } from './text.js';
