import { readFile } from "node:fs/promises";
import { serve } from "@hono/node-server";
import { ComplyCube } from "complycube-tokens";
import { referrerFor } from "complycube-tokens/referrer";
import { createApp } from "./app.js";

// Run: COMPLYCUBE_API_KEY=test_… COMPLYCUBE_CLIENT_ID=… npx tsx web/server.ts

const { PORT = "3000", PUBLIC_URL = `http://localhost:${PORT}/`, COMPLYCUBE_CLIENT_ID: clientId } = process.env;
if (!clientId) throw new Error("Set COMPLYCUBE_CLIENT_ID to the ID of the client who signs in.");

const app = createApp({
  complycube: new ComplyCube(),
  referrer: referrerFor(PUBLIC_URL),
  referrerPolicy: "strict-origin-when-cross-origin",
  user: { name: "Ada Lovelace", clientId, mayVerify: true },
  sdkUrl: "https://assets.complycube.com/web-sdk/v1",
  browserModule: await readFile(new URL(import.meta.resolve("complycube-tokens/browser")), "utf8"),
});
serve({ fetch: app.fetch, port: Number(PORT), hostname: "localhost" }, ({ port }) =>
  console.log(`Open http://localhost:${port}/`),
);
