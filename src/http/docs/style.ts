/**
 * The look of the pages the service renders itself: the colours of `web/src/design/tokens.css`, light or dark as the
 * reader's system says.
 */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: light-dark(#262521, #eceae2);
  --quiet: light-dark(#57544a, #b9b6aa);
  --ground: light-dark(#f7f5f0, #161714);
  --surface: light-dark(#fffefb, #1e201c);
  --raised: light-dark(#f0ede5, #191a17);
  --line: light-dark(#e4dfd3, #31342d);
  --accent: light-dark(#1d6a5b, #74c2ab);
  --get: light-dark(#1d6a5b, #74c2ab);
  --post: light-dark(#8f5b0a, #deb164);
  --display: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "Liberation Serif", serif;
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
h1, h2 { font-family: var(--display); }
h1 { font-size: 1.9rem; line-height: 1.2; }
h1 code { font-size: 1.6rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h2::first-letter, .part::first-letter { text-transform: uppercase; }
h3, h4 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
code { overflow-wrap: anywhere; }
pre { padding: .75rem; background: var(--raised); overflow-x: auto; }
nav { font-size: .9rem; }
nav ul { display: none; list-style: none; padding: 0; margin: 0 0 1rem; }
.part { display: inline-block; margin: 0 .75rem .35rem 0; font-weight: 700; }
nav li { margin: .15rem 0; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; background: var(--surface); }
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
