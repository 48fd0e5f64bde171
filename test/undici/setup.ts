import { afterAll, beforeAll, vi } from "vitest";
import { fetch } from "../../src/undici.js";

// The client looks fetch up at each call.
beforeAll(() => {
  vi.stubGlobal("fetch", fetch);
});
afterAll(() => {
  vi.unstubAllGlobals();
});
