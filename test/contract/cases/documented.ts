/** What ComplyCube's documentation shows, copied by hand: the tests must not take it from the spec. */

// https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token

export const documentedUrl = "https://api.complycube.com/v1/tokens";

export const documentedRequests = {
  web: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
  mobile: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
};

interface DocumentedAnswer {
  status: number;
  /** The name of the spec's example. */
  example: string;
  /** The whole body if `isShown`, otherwise the properties that it must have. */
  body: Record<string, unknown>;
  /** Whether the documentation shows the body, instead of only the status. */
  isShown: boolean;
  headers?: Record<string, string>;
}

type Body = Record<string, unknown>;
const shown = (status: number, example: string, body: Body) => ({ status, example, body, isShown: true });
const named = (status: number, example: string, body: Body = {}) => ({ status, example, body, isShown: false });

// https://docs.complycube.com/documentation/api-reference/errors

export const documentedAnswers: DocumentedAnswer[] = [
  shown(200, "form", { token: "header.payload.signature" }),
  named(200, "realistic"),
  shown(400, "invalidClientId", { type: "invalid_request", message: "'clientId' is invalid", param: "clientId" }),
  shown(401, "invalidKey", { type: "unauthorized", message: "The 'Authorization' header is invalid" }),
  named(402, "paymentDue", { type: "payment_required" }),
  shown(403, "notInPlan", {
    type: "unauthorized",
    message: "Your current plan does not include access to this service",
  }),
  shown(404, "unknownClient", { type: "resource_not_found", message: "Invalid client id '123456789'" }),
  named(413, "tooLarge", { type: "request_too_large" }),
  {
    ...shown(429, "rateLimited", {
      type: "rate_limit_exceeded",
      message: "You have exceeded the rate limit prescribed to your plan",
    }),
    headers: { "retry-after": "30" },
  },
  shown(500, "internal", {
    type: "internal_server_error",
    message:
      "An error has occurred, try your request again. If you still keep getting this error, please get in touch with Support.",
  }),
  named(503, "unavailable", { type: "service_unavailable" }),
];
