import { readOptions, readPort, run } from "./cli.js";
import type { ResolvedDocument } from "./generate/openapi.js";

const usage = `Usage: npm run mock -- [--port PORT] [--spec FILE]

Serves the spec with Prism on loopback, until Ctrl-C.

  --port PORT  port to listen on; 0 means any free port. Default: 4010
  --spec FILE  spec to serve. Default: openapi/tokens.yaml`;

await run(async () => {
  const options = readOptions(
    { port: { type: "string", default: "4010" }, spec: { type: "string", default: "openapi/tokens.yaml" } },
    usage,
  );
  const port = readPort(options.port);

  // Imported here, because loading takes seconds and the checks above do not need it.
  const { readSpec } = await import("./generate/read-spec.js");
  const { showExchange, startMock } = await import("./prism-server.js");
  process.once("SIGINT", () => process.exit());
  process.once("SIGTERM", () => process.exit());
  const spec = await readSpec(options.spec);
  const { url } = await startMock(spec, { port, onExchange: showExchange });

  console.log(`The mock of ${options.spec} is at ${url}

${curlCommands(url, spec.resolved).join("\n\n")}

To choose the response, add a header to a valid request:
  -H 'Prefer: code=429'                    any status
  -H 'Prefer: code=429, example=NAME'      any named example of the spec

For the client: COMPLYCUBE_BASE_URL=${url} COMPLYCUBE_API_KEY=test_mock
Press Ctrl-C to stop the mock. Requests:`);
});

/** One command for each request example of the spec. */
function curlCommands(url: string, { paths = {} }: ResolvedDocument): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) =>
      Object.entries(requestBody?.content?.["application/json"]?.examples ?? {}).map(([name, { summary, value }]) => {
        const body = JSON.stringify(value).replaceAll("'", "'\\''");
        const headers = "-H 'Authorization: test_mock' -H 'Content-Type: application/json'";
        const option = method === "post" ? "" : `-X ${method.toUpperCase()} `;
        return `${summary ?? name}:\n  curl ${option}${url}${path} ${headers} -d '${body}'`;
      }),
    ),
  );
}
