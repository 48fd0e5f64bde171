import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { apiKey, expectConforming, useMock } from "../support/prism.js";

// The examples of https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token, to the letter.

const curlForWeb = `curl -X POST https://api.complycube.com/v1/tokens \\
     -H 'Authorization: <YOUR_API_KEY>' \\
     -H 'Content-Type: application/json' \\
     -d '{
          	"clientId":"CLIENT_ID",
          	"referrer": "https://www.example.com/*"
        }'`;

const curlForMobile = `curl -X POST https://api.complycube.com/v1/tokens \\
     -H 'Authorization: <YOUR_API_KEY>' \\
     -H 'Content-Type: application/json' \\
     -d '{
          	"clientId":"CLIENT_ID",
          	"appId: "com.myapp.demo.app"
        }'`;

const nodeExample = `const { ComplyCube } = require("@complycube/api");

const complycube = new ComplyCube({ apiKey: "<YOUR_API_KEY>" });

const token = await complycube.token.generate("CLIENT_ID", {
  referrer: "https://www.example.com/*"
});`;

const mock = useMock();

describe("the documentation's cURL command", () => {
  async function run(command: string): Promise<string> {
    const local = command.replace("https://api.complycube.com/v1", mock.url).replace("<YOUR_API_KEY>", apiKey);
    const { stdout } = await promisify(execFile)("bash", [
      "-c",
      `${local.replace("curl", "curl -q --silent --noproxy '*'")}`,
    ]);
    return stdout;
  }

  it.each([
    ["web", curlForWeb, { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" }],
    [
      "mobile, with the quote that it lacks",
      curlForMobile.replace('"appId:', '"appId":'),
      { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
    ],
  ])("gets a token: %s", async (_, command, body) => {
    expect(JSON.parse(await run(command))).toEqual({ token: "header.payload.signature" });
    expect(mock.onlyExchange()).toMatchObject({ status: 200, body, violations: [] });
  });

  it("is refused as malformed JSON: mobile, to the letter", async () => {
    expect(await run(curlForMobile)).toContain("Invalid JSON");
    expect(mock.onlyExchange().status).toBe(400);
  });
});

it("the documentation's Node example runs unchanged but for its import line", async () => {
  const example = nodeExample.replace(
    'const { ComplyCube } = require("@complycube/api");',
    'import { ComplyCube } from "complycube-tokens";',
  );
  const env = { ...process.env, COMPLYCUBE_BASE_URL: mock.url };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", `${example}\nconsole.log(token);`],
    { env },
  );

  expect(stdout).toBe("header.payload.signature\n");
  const exchange = mock.onlyExchange();
  expectConforming({ ...exchange, headers: { ...exchange.headers, authorization: apiKey } });
  expect(exchange.headers.authorization).toBe("<YOUR_API_KEY>");
  expect(exchange.body).toEqual({ clientId: "CLIENT_ID", referrer: "https://www.example.com/*" });
});
