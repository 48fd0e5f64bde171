// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

import type { operations } from "./schema.js";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Request<Name extends keyof operations> = Json<Exclude<operations[Name]["requestBody"], undefined>>;
type Response<Name extends keyof operations, Status extends keyof operations[Name]["responses"]> = Json<
  operations[Name]["responses"][Status]
>;

function freeze<const T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) freeze(child);
  }
  return Object.freeze(value);
}

/**
 * The named examples of the spec, by operation, deeply frozen: what a test answers in place of the API.
 *
 * @example
 * const fetch = async () => Response.json(examples.generateToken.responses[200].form);
 */
export const examples = freeze({
  generateToken: {
    request: {
      /** Documented: a token for the Web SDK */
      web: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
      /** Documented: a token for the mobile SDKs (the page's cURL lacks the quote after `appId`) */
      mobile: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
    } as const satisfies Record<string, Request<"generateToken">>,
    responses: {
      200: {
        /** Documented: the form a token takes */
        form: { token: "header.payload.signature" },
        /** Made up, in the shape of the published samples: HS256, exp = iat + 3600 s, signed by nobody */
        realistic: {
          token:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJwYXlsb2FkIjoibWFkZSB1cCIsInVybHMiOnt9LCJvcHRpb25zIjp7fSwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDM2MDB9.bm90LWEtcmVhbC1zaWduYXR1cmU",
        },
      } as const satisfies Record<string, Response<"generateToken", 200>>,
      400: {
        /** Documented */
        invalidClientId: { type: "invalid_request", message: "'clientId' is invalid", param: "clientId" },
      } as const satisfies Record<string, Response<"generateToken", 400>>,
      401: {
        /** Documented */
        invalidKey: { type: "unauthorized", message: "The 'Authorization' header is invalid" },
      } as const satisfies Record<string, Response<"generateToken", 401>>,
      402: {
        /** Made up: the documentation has no example */
        paymentDue: { type: "payment_required", message: "Payment is due" },
      } as const satisfies Record<string, Response<"generateToken", 402>>,
      403: {
        /** Documented */
        notInPlan: { type: "unauthorized", message: "Your current plan does not include access to this service" },
      } as const satisfies Record<string, Response<"generateToken", 403>>,
      404: {
        /** Documented */
        unknownClient: { type: "resource_not_found", message: "Invalid client id '123456789'" },
      } as const satisfies Record<string, Response<"generateToken", 404>>,
      413: {
        /** Made up: the documentation has no example */
        tooLarge: { type: "request_too_large", message: "The request is too large" },
      } as const satisfies Record<string, Response<"generateToken", 413>>,
      429: {
        /** Documented */
        rateLimited: {
          type: "rate_limit_exceeded",
          message: "You have exceeded the rate limit prescribed to your plan",
        },
      } as const satisfies Record<string, Response<"generateToken", 429>>,
      500: {
        /** Documented */
        internal: {
          type: "internal_server_error",
          message:
            "An error has occurred, try your request again. If you still keep getting this error, please get in touch with Support.",
        },
      } as const satisfies Record<string, Response<"generateToken", 500>>,
      default: {
        /** Made up: the documentation has no example */
        unavailable: { type: "service_unavailable", message: "The service is unavailable" },
      } as const satisfies Record<string, Response<"generateToken", "default">>,
    },
  },
});
