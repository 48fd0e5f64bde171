import { readOptions, readPort, run } from "./cli.js";

const usage = `Usage: npm run mock -- [--port PORT] [--spec FILE]

Serves the spec with Prism on loopback. Ctrl-C ends it.

  --port PORT  the port to listen on; 0 takes a free one (4010)
  --spec FILE  the spec to serve (openapi/tokens.yaml)`;

await run(async () => {
  const options = readOptions(
    { port: { type: "string", default: "4010" }, spec: { type: "string", default: "openapi/tokens.yaml" } },
    usage,
  );
  const port = readPort(options.port);

  // Loaded here, since it takes seconds: help and mistakes are answered at once.
  const { readSpec } = await import("./generate/read-spec.js");
  const { showExchange, startMock } = await import("./prism-server.js");
  process.once("SIGINT", () => process.exit());
  process.once("SIGTERM", () => process.exit());
  const { url } = await startMock(await readSpec(options.spec), { port, onExchange: showExchange });

  console.log(`The mock of ${options.spec} is at ${url}

A token for the Web SDK:
${curl(url, '{ "clientId": "CLIENT_ID", "referrer": "https://www.example.com/*" }')}

A token for the mobile SDKs:
${curl(url, '{ "clientId": "CLIENT_ID", "appId": "com.myapp.demo.app" }')}

To force an answer, add a header to a valid request:
  -H 'Prefer: code=429'                       any status
  -H 'Prefer: code=200, example=realistic'    any named example of the spec

For the client: COMPLYCUBE_BASE_URL=${url} COMPLYCUBE_API_KEY=test_mock
Ctrl-C ends the mock. Requests:`);
});

function curl(url: string, body: string): string {
  return `  curl ${url}/tokens -H 'Authorization: test_mock' -H 'Content-Type: application/json' -d '${body}'`;
}
