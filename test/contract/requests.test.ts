import { expect, it } from "vitest";
import { examples } from "../../src/generated/examples.js";
import { createClient } from "../../src/index.js";
import { apiKey, expectConforming, useMock } from "../support/prism.js";

const mock = useMock();

it.each(Object.entries(examples.generateToken.request))("sends the %s request as documented", async (_, request) => {
  const { clientId, ...scope } = request;
  await expect(mock.client().token.generate(clientId, scope)).resolves.toBe("header.payload.signature");

  const exchange = mock.onlyExchange();
  expectConforming(exchange);
  expect(exchange.body).toEqual(request);
});

it("sends the named fields alone", async () => {
  const scope = { appId: "com.myapp.demo.app", clientId: "SOMEBODY_ELSE", note: "of the caller's own" };
  await mock.client().token.generate("CLIENT_ID", scope);

  expect(mock.onlyExchange().body).toEqual({ clientId: "CLIENT_ID", appId: "com.myapp.demo.app" });
});

it("sends the same through the typed client", async () => {
  const client = createClient({ apiKey, baseUrl: mock.url });
  const { data } = await client.POST("/tokens", { body: examples.generateToken.request.web });

  expect(data).toEqual({ token: "header.payload.signature" });
  const exchange = mock.onlyExchange();
  expectConforming(exchange);
  expect(exchange.body).toEqual(examples.generateToken.request.web);
});

it("says which client it is", async () => {
  await mock.client().token.generate("CLIENT_ID", { appId: "com.myapp.demo.app" });

  expect(mock.onlyExchange().headers["user-agent"]).toMatch(/^complycube-tokens\/\d+\.\d+\.\d+$/);
});
