// Plain JavaScript that runs without a loader, because a loader would be measured too.

const clientId = "5eb04fcd0f3e360008035eb1";
const referrer = "https://www.example.com/*";
const apiKey = "test_YmVuY2htYXJr";
const headers = { authorization: apiKey, accept: "application/json", "content-type": "application/json" };
const body = JSON.stringify({ clientId, referrer });

/** Each function takes the server's URL and returns a function that mints one token. */
export const clients = {
  async fetch(url) {
    return async () => {
      const response = await fetch(`${url}/tokens`, { method: "POST", headers, body });
      return (await response.json()).token;
    };
  },
  async "fetch with a time limit"(url) {
    return async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 10_000);
      try {
        const { signal } = controller;
        const response = await fetch(`${url}/tokens`, { method: "POST", headers, body, signal });
        return (await response.json()).token;
      } finally {
        clearTimeout(timer);
      }
    };
  },
  async "complycube-tokens"(url) {
    const { ComplyCube } = await import("complycube-tokens");
    const { token } = new ComplyCube({ apiKey, baseUrl: url });
    return () => token.generate(clientId, { referrer });
  },
  async "openapi-fetch"(url) {
    const { default: createClient } = await import("openapi-fetch");
    const client = createClient({ baseUrl: url, headers: { authorization: apiKey } });
    return async () => (await client.POST("/tokens", { body: { clientId, referrer } })).data.token;
  },
  async ky(url) {
    const { default: ky } = await import("ky");
    return async () => (await ky.post(`${url}/tokens`, { headers, json: { clientId, referrer } }).json()).token;
  },
  async "@complycube/api"(url) {
    const { ComplyCube } = await import("@complycube/api");
    const { axiosInstance, token } = new ComplyCube({ apiKey });
    axiosInstance.defaults.baseURL = url;
    axiosInstance.defaults.proxy = false;
    return () => token.generate(clientId, { referrer });
  },
  async "complycube-tokens/node"(url) {
    const { ComplyCube } = await import("complycube-tokens");
    const { nodeTransport } = await import("complycube-tokens/node");
    const { token } = new ComplyCube({ apiKey, baseUrl: url, transport: nodeTransport() });
    return () => token.generate(clientId, { referrer });
  },
  async "undici.request"(url) {
    const { request } = await import("undici");
    return async () => {
      const answer = await request(`${url}/tokens`, { method: "POST", headers, body });
      return (await answer.body.json()).token;
    };
  },
};
