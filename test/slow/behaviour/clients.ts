import { ComplyCube as OfficialComplyCube } from "@complycube/api";
import ky from "ky";
import createOpenApiClient from "openapi-fetch";
import type { paths } from "../../../src/generated/schema.js";
import { ComplyCube } from "../../../src/index.js";

export interface Client {
  name: string;
  mint(baseUrl: string): Promise<unknown>;
}

export const apiKey = "test_YmVoYXZpb3VyL2JlaGF2aW91cg==";
const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";

/** This client first. Each client that has a time limit and retries gets 4 s and 2 retries. */
export const clients: [Client, ...Client[]] = [
  {
    name: "this client",
    mint: (baseUrl) =>
      new ComplyCube({ baseUrl, apiKey, timeoutMs: 4_000, maxRetries: 2 }).token.generate(clientId, { referrer }),
  },
  {
    name: "@complycube/api",
    mint(baseUrl) {
      const official = new OfficialComplyCube({ apiKey });
      official.axiosInstance.defaults.baseURL = baseUrl;
      // Otherwise it uses the environment's proxy, even for loopback.
      official.axiosInstance.defaults.proxy = false;
      return official.token.generate(clientId, { referrer });
    },
  },
  {
    name: "openapi-fetch",
    async mint(baseUrl) {
      const client = createOpenApiClient<paths>({ baseUrl, headers: { authorization: apiKey } });
      const { data, error } = await client.POST("/tokens", { body: { clientId, referrer } });
      if (error) throw error;
      return data?.token;
    },
  },
  {
    name: "ky",
    async mint(baseUrl) {
      const retry = { limit: 2, methods: ["post"] };
      const options = { headers: { authorization: apiKey }, timeout: 4_000, retry };
      const answer = ky.post(`${baseUrl}/tokens`, { json: { clientId, referrer }, ...options });
      return (await answer.json<{ token: string }>()).token;
    },
  },
];
