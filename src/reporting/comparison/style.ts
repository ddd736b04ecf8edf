/** What a matrix adds to the style of pages. */
export const matrixStyle = `
.wrap { max-width: 96rem; }
main .group { content-visibility: auto; }
@media print { main .group { content-visibility: visible; } }
.columns { width: 100%; border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
.columns th, .columns td { padding: .2rem .8rem .2rem 0; text-align: left; font-weight: 400; overflow-wrap: break-word; vertical-align: top; }
.columns thead th { color: var(--quiet); font-size: .87rem; }
.columns tbody th { font-weight: 600; }
.scroll { overflow-x: auto; }
.matrix { width: 100%; border-collapse: collapse; }
.matrix th { text-align: left; font-weight: 400; overflow-wrap: break-word; }
.matrix thead th { padding: .3rem .4rem; color: var(--quiet); font-size: .87rem; vertical-align: bottom; }
.matrix thead th + th, .matrix td { width: 4.5rem; min-width: 3.2rem; text-align: center; }
.matrix tbody th { min-width: 11rem; padding: 0 .4rem 0 1rem; overflow-wrap: anywhere; }
.matrix.many thead th + th { writing-mode: vertical-rl; padding: .4rem .3rem; text-align: right; white-space: nowrap; }
.matrix.many thead th + th, .matrix.many td { width: 2.1rem; min-width: 1.9rem; }
.matrix.many tbody tr:not(.operation) > th { position: sticky; left: 0; background: var(--card); }
.matrix tbody tr { border-top: 1px solid var(--line); }
.matrix tr.operation th { padding-top: .5rem; color: var(--quiet); font-size: .87rem; }
.matrix td { padding: .2rem .3rem; color: var(--tone); font-weight: 600; border-left: 1px solid var(--line); }
.matrix td.pass, .matrix td.tolerated, .matrix td.fail, .matrix td.unsupported, .matrix td.error { background: var(--tone-back); }
.tolerated { --tone: var(--pass); --tone-back: var(--pass-back); }
.unsupported { --tone: var(--fail); --tone-back: var(--fail-back); }
.blocked, .absent { --tone: var(--skipped); --tone-back: var(--skipped-back); }
.matrix summary { padding: .25rem 0; }
.matrix dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem .75rem; margin: .2rem 0 .6rem; font-size: .92rem; }
.matrix a { color: var(--focus); }
tr:target { outline: 2px solid var(--focus); outline-offset: -2px; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.help { margin: .3rem 0; font-size: .87rem; }
`;
