import { readFile } from "node:fs/promises";
import { serve } from "@hono/node-server";
import { ComplyCube } from "complycube-tokens";
import { createApp } from "../app.js";
import { createStandIn } from "./app.js";

// Run: npx tsx web/stand-in/server.ts. It needs no key: a stand-in takes ComplyCube's place.

const { PORT = "3000" } = process.env;
const browserModule = await readFile(new URL(import.meta.resolve("complycube-tokens/browser")), "utf8");

// To a browser, localhost and 127.0.0.1 are different sites, like your site and ComplyCube's.
serve({ fetch: createStandIn().fetch, port: 0, hostname: "127.0.0.1" }, (standIn) => {
  const standInUrl = `http://127.0.0.1:${standIn.port}`;
  const app = createApp({
    complycube: new ComplyCube({ apiKey: "test_key", baseUrl: `${standInUrl}/v1` }),
    referrer: `http://localhost:${PORT}/*`,
    referrerPolicy: "strict-origin-when-cross-origin",
    user: { name: "Ada Lovelace", clientId: "CLIENT_ID", mayVerify: true },
    sdkUrl: `${standInUrl}/web-sdk/v1`,
    browserModule,
    refererUrl: `${standInUrl}/referer`,
  });
  serve({ fetch: app.fetch, port: Number(PORT), hostname: "localhost" }, ({ port }) =>
    console.log(`Open http://localhost:${port}/`),
  );
});
