import { expect, it } from "vitest";
import { UserError } from "../../scripts/cli.js";
import { startMock } from "../../scripts/prism-server.js";
import { examples } from "../../src/generated/examples.js";
import { apiKey, spec, useMock } from "../support/prism.js";

const mock = useMock();

it("answers with a trailing slash too, which the official Node library sends", async () => {
  const response = await fetch(`${mock.url}/tokens/`, {
    method: "POST",
    headers: { authorization: apiKey, "content-type": "application/json" },
    body: JSON.stringify(examples.generateToken.request.web),
  });

  expect(response.status).toBe(200);
  expect(mock.onlyExchange()).toMatchObject({ path: "/v1/tokens/", violations: [] });
});

it("says so where its port is busy", async () => {
  const port = Number(new URL(mock.url).port);
  await expect(startMock(spec, { port })).rejects.toThrow(
    new UserError(`Port ${port} is in use. Stop what holds it, or choose another with --port (0: any free one).`),
  );
});
