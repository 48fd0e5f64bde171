// How long a fresh process takes to import a package.
const begun = performance.now();
await import(process.argv[2]);
console.log(JSON.stringify({ importMs: performance.now() - begun }));
process.exit();
