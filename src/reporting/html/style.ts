/** The style of a page: light or dark as the reader's system is, and readable without colours. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --line: #dcdfe5; --text: #1b1f27; --quiet: #5b6472; --code: #f1f3f6; --focus: #2f6fed; --link: #1d4fb8;
  --pass: #14713d; --pass-back: #dff3e6; --fail: #b3202b; --fail-back: #fce4e5;
  --error: #8a5300; --error-back: #fdeecb; --skipped: #555d6b; --skipped-back: #e9ebef;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1a1e26; --line: #303643; --text: #e4e7ec; --quiet: #9aa4b3; --code: #12151b; --focus: #7aa5ff; --link: #9dbcff;
    --pass: #6fd699; --pass-back: #143524; --fail: #ff8f95; --fail-back: #431c20;
    --error: #f2bf62; --error-back: #3d2d0d; --skipped: #a7b0be; --skipped-back: #2a303b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
.wrap { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header.wrap { padding-top: 1.75rem; }
h1 { margin: 0; font-size: 1.5rem; letter-spacing: -.01em; }
h2 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
p { margin: .3rem 0; }
code, pre { font: 13px/1.55 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
pre { margin: 0; padding: .6rem .75rem; background: var(--code); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.notice { margin-top: .8rem; padding: .5rem .8rem; border-radius: 6px; background: var(--error-back); color: var(--error); font-weight: 600; }
.bar { display: flex; gap: 2px; height: 10px; margin: 1rem 0 .25rem; border-radius: 5px; overflow: hidden; }
.bar span { min-width: 4px; background: var(--tone); }
.controls { position: sticky; top: 0; z-index: 1; background: var(--page); padding: .7rem 0; border-bottom: 1px solid var(--line); }
.controls .wrap { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.no-script .controls { display: none; }
button, input, select { font: inherit; color: inherit; }
a { color: var(--link); }
button { padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); cursor: pointer; }
pre + button { margin-top: .4rem; padding: .1rem .6rem; font-size: .85rem; }
button:hover { border-color: var(--quiet); }
button[aria-pressed=true] { background: var(--text); border-color: var(--text); color: var(--page); }
input { flex: 1 1 14rem; min-width: 0; padding: .35rem .75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); }
select { max-width: 11rem; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); }
.group { margin: 1.25rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: clip; }
.group > .head { display: flex; flex-wrap: wrap; gap: .3rem .75rem; align-items: baseline; padding: .75rem 1rem; }
.group > .head .quiet { margin-left: auto; }
.item { border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 44px; }
.item .item { margin: .6rem 0; border: 1px solid var(--line); border-radius: 6px; }
summary { display: flex; gap: .75rem; align-items: baseline; padding: .5rem 1rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: color-mix(in srgb, var(--text) 4%, transparent); }
summary::after { content: '▸'; color: var(--quiet); order: 9; }
details[open] > summary::after { content: '▾'; }
.what { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.what b { font-weight: 600; }
.time { color: var(--quiet); font-variant-numeric: tabular-nums; white-space: nowrap; }
.status { flex: none; min-width: 5.6rem; padding: .05rem .55rem; border-radius: 5px; background: var(--tone-back); color: var(--tone); font-size: .85rem; font-weight: 600; }
.pass { --tone: var(--pass); --tone-back: var(--pass-back); }
.fail { --tone: var(--fail); --tone-back: var(--fail-back); }
.error { --tone: var(--error); --tone-back: var(--error-back); }
.skipped { --tone: var(--skipped); --tone-back: var(--skipped-back); }
.item { scroll-margin-top: 7rem; }
:is(.causes, .reasons) { margin: 1rem 0 0; padding-bottom: .4rem; }
:is(.causes, .reasons) :is(ol, ul) { margin: 0; padding: 0; list-style: none; }
:is(.causes, .reasons) ol > li { display: flex; flex-wrap: wrap; gap: 0 .9rem; align-items: baseline; padding: .28rem 1rem; border-top: 1px solid var(--line); }
:is(.causes, .reasons) .number { flex: none; min-width: 5.4rem; color: var(--fail); font-weight: 600; font-variant-numeric: tabular-nums; text-align: right; }
:is(.causes, .reasons) li .what { text-decoration: none; }
:is(.causes, .reasons) li .what:hover { text-decoration: underline; }
.causes li > details[open] { flex-basis: 100%; }
.causes summary { padding: .1rem 0; }
.causes .rest > summary { padding: .4rem 1rem; border-top: 1px solid var(--line); }
.causes ul > li { padding: .2rem 0 .2rem 6.3rem; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin: .3rem 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
.command { margin: .6rem 0 .8rem; }
.scorecard { padding-bottom: .5rem; }
.scorecard > p { padding: 0 1rem; }
.standing { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin: .2rem 0 .6rem; padding: 0; list-style: none; }
.standing .fail { background: none; color: var(--fail); }
.wide { overflow-x: auto; }
.scores table { width: 100%; border-collapse: collapse; margin: 0 0 .6rem; font-variant-numeric: tabular-nums; }
.scores th, .scores td { padding: .15rem 1rem; text-align: left; font-weight: 400; }
.scores thead th { color: var(--quiet); font-size: .87rem; }
.scores thead th:nth-child(2), .scores td:nth-of-type(1) { width: 1%; text-align: right; white-space: nowrap; }
meter { width: 8rem; vertical-align: middle; }
.evidence { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .5rem .75rem; margin: 0; padding: .4rem 1rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
dd + dd { grid-column: 2; }
.diff { padding: .4rem 0; }
.diff span { display: block; padding: 0 .75rem; }
.diff .removed { background: var(--fail-back); color: var(--fail); }
.diff .added { background: var(--pass-back); color: var(--pass); }
.trace summary { padding: .1rem 0; justify-content: flex-start; }
.trace summary::after { order: 0; }
.trace pre { margin-top: .3rem; }
.load { padding: .2rem 1rem 0; }
.figures { overflow-x: auto; }
.figures table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; font-size: .9rem; }
.figures th, .figures td { padding: .15rem .75rem; text-align: right; font-weight: 400; white-space: nowrap; }
.figures th:first-child { padding-left: 0; text-align: left; }
.figures thead th { color: var(--quiet); }
.figures tbody tr { border-top: 1px solid var(--line); }
.chart { margin: .9rem 0; max-width: 60rem; }
.chart svg { display: block; width: 100%; height: auto; margin-top: .3rem; font: 11px system-ui, sans-serif; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .tick { fill: var(--quiet); }
.chart .unmeasured { fill: var(--code); }
.chart .line { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; }
.chart .dot, .chart .name { fill: var(--tone); }
.chart .name { font-weight: 600; }
.chart .median, .chart .right { --tone: var(--focus); }
.chart .tail { --tone: var(--error); }
.chart .slowest { --tone: var(--quiet); }
.chart .line.slowest { stroke-width: 1; stroke-dasharray: 2 3; }
.chart .line.tail { stroke-dasharray: 6 3; }
.chart .wrong { --tone: var(--fail); }
.chart .line.wrong { stroke-dasharray: 3 2; }
footer.wrap { padding-top: .5rem; padding-bottom: 2.5rem; color: var(--quiet); font-size: .87rem; }
[hidden] { display: none !important; }
@media (max-width: 40rem) { .controls { position: static; } .item { scroll-margin-top: 1rem; } .causes ul > li { padding-left: 0; } :is(.causes, .reasons) .number { min-width: 0; } summary { flex-wrap: wrap; } .what { flex-basis: 60%; } .scores th, .scores td { padding: .15rem .5rem; } .scores meter { width: 4rem; } .evidence { grid-template-columns: 1fr; gap: .15rem; } dd + dd { grid-column: 1; } dt { margin-top: .4rem; } }
@media print { :root { color-scheme: light; } .controls { display: none; } body { background: #fff; } }
`;
