import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ComplyCube } from "../../src/index.js";
import { apiKey, useMock } from "../support/prism.js";

// The examples of https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token, verbatim.

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

async function runInShell(command: string): Promise<string> {
  const local = command.replace("https://api.complycube.com/v1", mock.url).replace("<YOUR_API_KEY>", apiKey);
  const quiet = local.replace("curl", "curl -q --silent --noproxy '*'");
  return (await promisify(execFile)("bash", ["-c", quiet])).stdout;
}

it.each([
  ["web", curlForWeb, { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" }],
  [
    "mobile, with its missing quote",
    curlForMobile.replace('"appId:', '"appId":'),
    { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
  ],
])("the documented curl command gets a token: %s", async (_, command, body) => {
  expect(JSON.parse(await runInShell(command))).toEqual({ token: "header.payload.signature" });
  expect(mock.onlyExchange()).toMatchObject({ status: 200, body, violations: [] });
});

it("the documented curl command for mobile is malformed JSON", async () => {
  expect(await runInShell(curlForMobile)).toContain("Invalid JSON");
  expect(mock.onlyExchange().status).toBe(400);
});

it("the documented Node example runs with another import line", async () => {
  const code = nodeExample.replace(/^.*\n/, "").replace("new ComplyCube({", `new ComplyCube({ baseUrl: "${mock.url}",`);
  const AsyncFunction: FunctionConstructor = Object.getPrototypeOf(async () => {}).constructor;
  const token = await new AsyncFunction("ComplyCube", `${code}\nreturn token;`)(ComplyCube);
  expect(token).toBe("header.payload.signature");
  const { headers, ...exchange } = mock.onlyExchange();
  expect(exchange).toMatchObject({
    body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
    violations: [],
  });
  expect(headers.authorization).toBe("<YOUR_API_KEY>");
});
