import { createContext, runInContext } from "node:vm";
import { build, transform } from "esbuild";
import { expect, it } from "vitest";
import { deferred } from "../../support/mint.js";

const { outputFiles } = await build({
  entryPoints: ["src/browser.ts"],
  bundle: true,
  format: "iife",
  globalName: "module",
  write: false,
});
const script = outputFiles[0]?.text ?? "";

it("has no syntax that a web view of 2020 lacks", async () => {
  const { code } = await transform(script, { target: "es2020" });
  expect(code).toBe((await transform(script)).code);
});

it("uses nothing of the platform but fetch, AbortController, timers and atob", async () => {
  const mounts: object[] = [];
  const mounted = deferred<void>();
  const fetch = async () => new Response('{ "token": "header.e30.signature" }');
  const mount = (options: object) => {
    mounts.push(options);
    mounted.resolve();
    return { unmount: () => mounts.pop() };
  };
  const window = createContext({ fetch, AbortController, setTimeout, clearTimeout, atob, ComplyCube: { mount } });
  const create = `${script}\nconst verification = module.createVerification({ tokenUrl: "/token" });`;
  runInContext(`${create}\nverification.start();`, window);
  await mounted.promise;
  expect(mounts).toHaveLength(1);
  expect(runInContext("verification.stop(); verification.state.name", window)).toBe("idle");
  expect(mounts).toEqual([]);
});
