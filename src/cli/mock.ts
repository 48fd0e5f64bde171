import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { serverUrl } from "../generated/server.js";
import { mockFetch } from "../mock.js";
import { assertNoPositionals, readArguments } from "./arguments.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, UsageError } from "./io.js";
import { oneLine } from "./text.js";

const help = `Usage: complycube-tokens mock [--port PORT] [--status STATUS] [--example NAME]

Serves a mock of ComplyCube's API on loopback until Ctrl-C, and prints each
request. It checks requests by the contract and answers with its examples.

  complycube-tokens mock --port 4010

  --port PORT      port to listen on; 0 means any free port (4010)
  --status STATUS  answers valid requests with this status, such as 429
  --example NAME   answers valid requests with this example of the status

A request can choose its answer: -H 'Prefer: code=404, example=unknownClient'`;

const options = { port: { type: "string" }, status: { type: "string" }, example: { type: "string" } } as const;

async function run(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments("mock", args, options);
  assertNoPositionals("mock", positionals, "Pass the port with --port.");
  const { status, example } = values;
  const mocked = mockFetch({ status: status === undefined ? undefined : Number(status), example });

  const server = createServer(async (request, response) => {
    const started = performance.now();
    const { method = "", url: path = "" } = request;
    const { status, headers, body } = await answerTo(request, mocked);
    response.writeHead(status, headers).end(body);
    const reason = status < 400 ? undefined : JSON.parse(body).message;
    const exchange = { method, path, status, durationMs: performance.now() - started, reason };
    io.print(`${logLine(exchange, new Date(io.now()))}\n`);
  });
  const url = `http://127.0.0.1:${await listen(server, readPort(values.port), io)}${new URL(serverUrl).pathname}`;
  io.print(`The mock is at ${url}
For your program: COMPLYCUBE_BASE_URL=${url} COMPLYCUBE_API_KEY=test_mock
Press Ctrl-C to stop. Requests:
`);
  await once(server, "close");
  return 0;
}

export const mock: Command = { help, run };

function readPort(text = "4010"): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError("--port must be a whole number from 0 to 65535.");
}

async function listen(server: Server, port: number, { signal }: Io): Promise<number> {
  server.listen({ port, host: "127.0.0.1", signal });
  await once(server, "listening").catch(({ code }) => {
    throw new UsageError(`Cannot listen on port ${port} (${code}). Pass another --port; 0 means any free one.`);
  });
  return (server.address() as AddressInfo).port;
}

async function answerTo(request: IncomingMessage, mocked: ReturnType<typeof mockFetch>) {
  const { method = "", url = "", headers } = request;
  try {
    const body = await text(request);
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    // `new Request` throws if a GET or HEAD has a body.
    const init = { method, headers: sent, body: method === "GET" || method === "HEAD" ? null : body };
    const answer = await mocked(new URL(url, "http://127.0.0.1"), init);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  } catch (error) {
    // The client closed the connection, or `fetch` could not send the request, such as one with the method TRACE.
    const body = { type: "invalid_request", message: Object(error).message };
    return { status: 400, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  }
}

interface Logged {
  method: string;
  path: string;
  status: number;
  durationMs: number;
  /** The message of an error response. */
  reason?: string | undefined;
}

export function logLine({ method, path, status, durationMs, reason = "" }: Logged, time = new Date()): string {
  return oneLine(
    `${time.toTimeString().slice(0, 8)} ${method} ${path} ${status} ${Math.round(durationMs)} ms ${reason}`,
  );
}
