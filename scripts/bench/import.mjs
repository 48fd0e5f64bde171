// The time that a fresh process takes to import packages.
const begun = performance.now();
for (const name of process.argv.slice(2)) await import(name);
console.log(JSON.stringify({ importMs: performance.now() - begun }));
process.exit();
