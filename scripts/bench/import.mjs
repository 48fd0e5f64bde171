// Prints how long a fresh process takes to import packages.
const start = performance.now();
for (const name of process.argv.slice(2)) await import(name);
console.log(performance.now() - start);
process.exit();
