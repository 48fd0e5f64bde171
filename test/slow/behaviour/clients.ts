import { ComplyCube as OfficialComplyCube } from "@complycube/api";
import ky from "ky";
import createOpenApiClient from "openapi-fetch";
import type { paths } from "../../../src/generated/schema.js";
import { ComplyCube } from "../../../src/index.js";

export interface Client {
  name: string;
  mint(baseUrl: string, apiKey: string): Promise<unknown>;
}

const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";

/** This client first. Where a client has a time limit and retries, they are the same for all: 4 s, and 2 retries. */
export const clients: [Client, ...Client[]] = [
  {
    name: "this client",
    mint: (baseUrl, apiKey) =>
      new ComplyCube({ baseUrl, apiKey, timeoutMs: 4_000, maxRetries: 2 }).token.generate(clientId, { referrer }),
  },
  {
    name: "@complycube/api",
    mint(baseUrl, apiKey) {
      const official = new OfficialComplyCube({ apiKey });
      official.axiosInstance.defaults.baseURL = baseUrl;
      // It would take the proxy of the environment, also to loopback.
      official.axiosInstance.defaults.proxy = false;
      return official.token.generate(clientId, { referrer });
    },
  },
  {
    name: "openapi-fetch",
    async mint(baseUrl, apiKey) {
      const client = createOpenApiClient<paths>({ baseUrl, headers: { authorization: apiKey } });
      const { data, error } = await client.POST("/tokens", { body: { clientId, referrer } });
      if (error) throw error;
      return data?.token;
    },
  },
  {
    name: "ky",
    async mint(baseUrl, apiKey) {
      const { token } = await ky
        .post(`${baseUrl}/tokens`, {
          json: { clientId, referrer },
          headers: { authorization: apiKey },
          timeout: 4_000,
          retry: { limit: 2, methods: ["post"] },
        })
        .json<{ token: string }>();
      return token;
    },
  },
];
