import { readFile } from "node:fs/promises";
import { serve } from "@hono/node-server";
import { ComplyCube } from "complycube-tokens";
import { createApp } from "../app.js";
import { createStandIn } from "./app.js";

// Run: npx tsx web/stand-in/server.ts. It needs no key: a stand-in takes ComplyCube's place.

// To a browser, localhost and 127.0.0.1 are different sites, like your site and ComplyCube's.
serve({ fetch: createStandIn().fetch, port: 3001, hostname: "127.0.0.1" });

const app = createApp({
  complycube: new ComplyCube({ apiKey: "test_key", baseUrl: "http://127.0.0.1:3001/v1" }),
  referrer: "http://localhost:3000/*",
  referrerPolicy: "strict-origin-when-cross-origin",
  user: { name: "Ada Lovelace", clientId: "CLIENT_ID", mayVerify: true },
  sdkUrl: "http://127.0.0.1:3001/web-sdk/v1",
  browserModule: await readFile(new URL(import.meta.resolve("complycube-tokens/browser")), "utf8"),
  refererUrl: "http://127.0.0.1:3001/referer",
});
serve({ fetch: app.fetch, port: 3000, hostname: "localhost" }, () => console.log("Open http://localhost:3000/"));
