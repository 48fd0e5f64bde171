import { expect, it } from "vitest";
import { withServer } from "../../scripts/behaviour/faulty-server.js";
import { fetch } from "../../src/undici.js";
import { mint, minted, token } from "../unit/mint.js";

it("is what the tests of this project call, and what a client is given", async () => {
  expect(globalThis.fetch).toBe(fetch);
  await withServer(minted, async ({ url }) => expect(await mint(url, { fetch })).toBe(token));
});

it("sends method, headers and body, and brings back the status and every header", async () => {
  const received: unknown[] = [];
  await withServer(
    (response) => {
      const { method, headers } = response.req;
      received.push(method, headers["x-sent"], headers["accept-encoding"]);
      response.writeHead(201, { "x-one": "1", "set-cookie": ["a=1", "b=2"] }).end("ab");
    },
    async ({ url }) => {
      const response = await fetch(url, { method: "POST", headers: { "x-sent": "yes" }, body: "{}" });
      expect(received).toEqual(["POST", "yes", undefined]);
      expect(response).toBeInstanceOf(Response);
      expect({ status: response.status, ok: response.ok, one: response.headers.get("x-one") }).toEqual({
        status: 201,
        ok: true,
        one: "1",
      });
      expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
      await response.body?.cancel();
    },
  );
});

it("rejects with the reason of an aborted signal, and else as the platform does", async () => {
  const reason = new Error("the user left");
  const url = await withServer(minted, async (server) => server.url);
  await expect(fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  await expect(fetch(url, {})).rejects.toMatchObject({ name: "TypeError", cause: { code: "ECONNREFUSED" } });
});
