import { afterEach, describe, expect, it, vi } from "vitest";
import { ComplyCube } from "../../../src/index.js";
import { apiKey, token } from "../../support/mint.js";
import { handlerOf, tokenRequest } from "./ask.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const createClient = () => new ComplyCube({ apiKey, fetch: async () => Response.json({ token }) });

describe("a function as `complycube`", () => {
  it("is called at the first request that needs it, and only once", async () => {
    const complycube = vi.fn(createClient);
    const authorize = vi.fn<() => unknown>(() => 401);
    const { handle } = handlerOf({ complycube, authorize });
    const statusFor = async (init: RequestInit) => (await handle(tokenRequest(init))).status;
    expect(await statusFor({ method: "GET" })).toBe(405);
    expect(await statusFor({ headers: { origin: "https://evil.example" } })).toBe(403);
    expect(await statusFor({})).toBe(401);
    authorize.mockReturnValueOnce(undefined);
    expect(await statusFor({})).toBe(502);
    expect(complycube).not.toHaveBeenCalled();

    authorize.mockReturnValue("CLIENT_ID");
    expect(await Promise.all([statusFor({}), statusFor({})])).toEqual([200, 200]);
    expect(complycube).toHaveBeenCalledOnce();
  });

  it("is called again if it threw, such as for a missing API key", async () => {
    vi.stubEnv("COMPLYCUBE_API_KEY", undefined);
    const { handle, onError } = handlerOf({
      complycube: () => new ComplyCube({ fetch: async () => Response.json({ token }) }),
    });
    const response = await handle(tokenRequest());
    expect([response.status, await response.json()]).toEqual([502, { code: "mint_failed" }]);
    const error = expect.objectContaining({ name: "ComplyCubeConfigError", option: "apiKey" });
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.any(Request));

    vi.stubEnv("COMPLYCUBE_API_KEY", apiKey);
    expect((await handle(tokenRequest())).status).toBe(200);
  });

  it.each<[returned: unknown, name: string]>([
    [undefined, "undefined"],
    [Promise.resolve(createClient()), "a Promise"],
    [apiKey, "a string"],
  ])("must return a ComplyCube, not %o", async (returned, name) => {
    // Programs without types can return anything.
    const complycube = vi.fn(() => returned as ComplyCube);
    const { handle, onError } = handlerOf({ complycube });
    expect((await handle(tokenRequest())).status).toBe(502);
    const message = `\`complycube\` returned ${name}. Return a ComplyCube.`;
    const error = expect.objectContaining({ name: "ComplyCubeConfigError", option: "complycube", message });
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.any(Request));
    complycube.mockImplementation(createClient);
    expect((await handle(tokenRequest())).status).toBe(200);
  });
});
