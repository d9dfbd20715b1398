/** The look of the pages the service renders itself; follows the reader's choice of light or dark. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: light-dark(#1c2024, #e8eaed);
  --quiet: light-dark(#565f6b, #a4adb8);
  --ground: light-dark(#fbfcfd, #14171a);
  --raised: light-dark(#f0f3f6, #1e2327);
  --line: light-dark(#d5dbe1, #353c43);
  --accent: light-dark(#0b5cad, #7db7f5);
  --get: light-dark(#0b6b4f, #6fd3b0);
  --post: light-dark(#8a4b00, #f0b96a);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 75rem; padding: 1rem;
  font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground);
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; text-transform: capitalize; border-bottom: 1px solid var(--line); }
h3, h4 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
code { overflow-wrap: anywhere; }
pre { padding: .75rem; background: var(--raised); overflow-x: auto; }
nav { font-size: .9rem; }
nav ul { display: none; list-style: none; padding: 0; margin: 0 0 1rem; }
.part { display: inline-block; margin: 0 .75rem .35rem 0; font-weight: 700; text-transform: capitalize; }
nav li { margin: .15rem 0; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; background: var(--ground); }
summary { padding: .6rem .75rem; cursor: pointer; overflow-wrap: anywhere; }
summary:hover { background: var(--raised); }
details > div { padding: 0 .75rem .75rem; scroll-margin-top: 5rem; }
.method { font-weight: 700; }
.GET { color: var(--get); }
.POST { color: var(--post); }
.quiet { color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; }
@media (min-width: 60rem) {
  body:has(nav) { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2rem; }
  nav ul { display: block; }
  .part { display: block; }
  nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; }
}
@media print { nav { display: none; } }
`;
