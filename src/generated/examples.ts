// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

function freeze<const T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) freeze(child);
  }
  return Object.freeze(value);
}

/** The named examples of the spec by operation, deeply frozen. Tests can use them as responses of the API. */
export const examples = freeze({
  generateToken: {
    request: {
      /** Documented: a token for the Web SDK */
      web: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
      /** Documented: a token for the mobile SDKs (the page's cURL lacks the quote after `appId`) */
      mobile: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" },
    },
    responses: {
      "200": {
        /** Made up, in the shape of the published samples: HS256, exp = iat + 3600 s, signed by nobody */
        realistic: {
          token:
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJwYXlsb2FkIjoibWFkZSB1cCIsInVybHMiOnt9LCJvcHRpb25zIjp7fSwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDM2MDB9.bm90LWEtcmVhbC1zaWduYXR1cmU",
        },
        /** Documented: the form a token takes */
        form: { token: "header.payload.signature" },
      },
      "400": {
        /** Documented */
        invalidClientId: { type: "invalid_request", message: "'clientId' is invalid", param: "clientId" },
      },
      "401": {
        /** Documented */
        invalidKey: { type: "unauthorized", message: "The 'Authorization' header is invalid" },
      },
      "402": {
        /** Made up: the documentation has no example */
        paymentDue: { type: "payment_required", message: "Payment is due" },
      },
      "403": {
        /** Documented */
        notInPlan: { type: "unauthorized", message: "Your current plan does not include access to this service" },
      },
      "404": {
        /** Documented */
        unknownClient: { type: "resource_not_found", message: "Invalid client id '123456789'" },
      },
      "413": {
        /** Made up: the documentation has no example */
        tooLarge: { type: "request_too_large", message: "The request is too large" },
      },
      "429": {
        /** Documented */
        rateLimited: {
          type: "rate_limit_exceeded",
          message: "You have exceeded the rate limit prescribed to your plan",
        },
      },
      "500": {
        /** Documented */
        internal: {
          type: "internal_server_error",
          message:
            "An error has occurred, try your request again. If you still keep getting this error, please get in touch with Support.",
        },
      },
      default: {
        /** Made up: the documentation has no example */
        unavailable: { type: "service_unavailable", message: "The service is unavailable" },
      },
    },
  },
});
