/** A response that the documentation shows, or at least mentions. */
interface Documented {
  status: number;
  /** The name of the example in the spec. */
  example: string;
  /** The exact body if the documentation shows it; otherwise the required part of it. */
  body: Record<string, unknown>;
  isShown: boolean;
  headers?: Record<string, string>;
}

const shown = (status: number, example: string, body: Record<string, unknown>): Documented => ({
  status,
  example,
  body,
  isShown: true,
});
const named = (status: number, example: string, body: Record<string, unknown> = {}): Documented => ({
  status,
  example,
  body,
  isShown: false,
});

// https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token and …/errors

export const documentedRequests: Record<string, Record<string, unknown>> = {
  web: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
  mobile: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
};

export const documentedAnswers: Documented[] = [
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
    headers: { "Retry-After": "30" },
  },
  shown(500, "internal", {
    type: "internal_server_error",
    message:
      "An error has occurred, try your request again. If you still keep getting this error, please get in touch with Support.",
  }),
  named(503, "unavailable", { type: "service_unavailable" }),
];
