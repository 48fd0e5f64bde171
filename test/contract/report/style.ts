export const style = `
:root { color-scheme: light dark; --ink: #1a2330; --soft: #5b6675; --page: #f5f6f8; --card: #fff; --line: #dde1e7;
  --green: #1a7f4b; --red: #c22f2f; --amber: #9a6700; --grey: #a4adb8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #98a3b2; --page: #12161c; --card: #1b212a; --line: #2d3642;
  --green: #4cc38a; --red: #ff7b72; --amber: #e0b04b; --grey: #5a6574; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem; }
header { padding-bottom: 0; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 0 0 .25rem; font-size: 1.15rem; } h3 { margin: 1rem 0 .4rem; font-size: .95rem; }
header p, section > p { margin: .25rem 0 1rem; color: var(--soft); } small { color: var(--soft); font-weight: normal; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem; margin-bottom: 1.2rem; }
.figures { display: flex; flex-wrap: wrap; gap: .8rem; padding: 0; margin: 1rem 0 0; list-style: none; }
.figures li { flex: 1 1 9rem; background: var(--card); border: 1px solid var(--line); border-top: 4px solid; border-radius: .6rem; padding: .7rem 1rem; }
.figures b { display: block; font-size: 1.7rem; line-height: 1.2; color: var(--ink); }
.cases { columns: 19rem; column-gap: 1.5rem; padding: 0; margin: 0; list-style: none; }
.cases li { break-inside: avoid; padding: .18rem 0 .18rem 1.5rem; position: relative; } .cases span { color: var(--ink); }
.cases li::before { position: absolute; left: 0; font-weight: bold; }
.cases small { display: block; overflow-wrap: anywhere; }
.passed { color: var(--green); } .failed { color: var(--red); } .not-tested { color: var(--amber); } .none { color: var(--grey); }
.cases .passed::before { content: "✓"; } .cases .failed::before { content: "✗"; } .cases .not-tested::before { content: "–"; }
.mutants { display: flex; flex-wrap: wrap; gap: 4px; }
.dot { display: inline-block; width: 14px; height: 14px; border-radius: 3px; vertical-align: -2px; }
.killed { background: var(--green); } .equivalent { background: var(--grey); } .survived { background: var(--red); }
table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--soft); font-weight: 600; }
td, th { padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--line); } code { font-size: .86rem; overflow-wrap: anywhere; }
.yes { color: var(--green); } .no { color: var(--red); }
`;
