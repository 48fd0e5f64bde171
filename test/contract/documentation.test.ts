import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import * as complycubeTokens from "../../src/index.js";
import { anyToken, apiKey, useMock } from "../support/prism.js";
import { documentedRequests } from "./cases/documented.js";

// Copies of https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token

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

afterEach(() => {
  vi.unstubAllEnvs();
});

async function runCurl(command: string): Promise<string> {
  const local = command
    .replace("https://api.complycube.com/v1", mock.url)
    .replace("<YOUR_API_KEY>", apiKey)
    .replace("curl", "curl -q --silent --noproxy '*'");
  const { stdout } = await promisify(execFile)("bash", ["-c", local]);
  return stdout;
}

it.each([
  ["web", curlForWeb, documentedRequests.web],
  ["mobile, with its missing quote", curlForMobile.replace('"appId:', '"appId":'), documentedRequests.mobile],
])("the documented cURL command gets a token: %s", async (_, command, body) => {
  expect(JSON.parse(await runCurl(command))).toEqual({ token: anyToken });
  expect(mock.onlyExchange()).toMatchObject({ status: 200, body, violations: [] });
});

it("the documented cURL command for mobile, which lacks a quote, is malformed JSON", async () => {
  expect(await runCurl(curlForMobile)).toContain("The body is not JSON");
  expect(mock.onlyExchange().status).toBe(400);
});

it("the documented Node example runs with this package in place of the official one", async () => {
  vi.stubEnv("COMPLYCUBE_BASE_URL", mock.url);
  const AsyncFunction: FunctionConstructor = Object.getPrototypeOf(runCurl).constructor;
  const withKey = nodeExample.replace("<YOUR_API_KEY>", apiKey);
  const example = new AsyncFunction("require", `${withKey}\nreturn token;`);
  expect(await example(() => complycubeTokens)).toEqual(anyToken);
  expect(mock.onlyExchange()).toMatchObject({
    headers: { authorization: apiKey },
    body: documentedRequests.web,
    violations: [],
  });
});
