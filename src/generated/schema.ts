// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

export interface paths {
  "/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Generate an SDK token
     * @description Generates a token for one client, bound to a web page (`referrer`) or to a mobile app (`appId`). A new token is
     *     needed each time the SDK is initialized; it expires after 60 minutes.
     *     Documented: [Generate a token](https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token).
     *
     *     Rate limits (documented): 10 requests a second live, 5 in the sandbox; status 429 beyond. An older page of the
     *     documentation says 100 and 30 a minute.
     *
     *     Status 422 is left out on purpose: the documentation lists it for the processing errors of documents and checks.
     *     Ours: that a token has none; `default` takes it if it comes.
     *
     *     Unknown: whether minting is idempotent (a surplus token is a short-lived JWT with no other effect), and what a
     *     request with both `referrer` and `appId`, or with neither, is answered. This description allows exactly one.
     */
    post: operations["generateToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description A request names one client and exactly one place where the token may be used.
     *     Ours: the documentation lists both properties side by side and leaves "both" and "neither" open.
     */
    TokenRequest: components["schemas"]["WebTokenRequest"] | components["schemas"]["MobileTokenRequest"];
    /** @description A token for the Web SDK, bound to the pages that a match pattern covers. */
    WebTokenRequest: {
      clientId: components["schemas"]["ClientId"];
      /**
       * @description The pages that may use the token: a [match pattern](https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns)
       *     such as `https://www.example.com/*`, to which the `Referer` sent by the browser must match.
       *     Documented: only required for the Web SDK; based on Chrome's match patterns, wildcards included; it keeps
       *     other sites from reusing a token that was lost. Unknown: how ports are matched.
       *     Ours: not empty, since an empty pattern covers no page; and of the shape that a match pattern for web pages
       *     has, scheme, host and path, or `<all_urls>`. More than the shape is for a parser.
       */
      referrer: string;
      appId?: never;
    };
    /** @description A token for the mobile SDKs, bound to one app. */
    MobileTokenRequest: {
      clientId: components["schemas"]["ClientId"];
      /**
       * @description The application or bundle ID of the iOS or Android app, such as `com.myapp.demo.app`.
       *     Documented: only required for the mobile SDKs. Ours: not empty, since an empty ID names no app.
       */
      appId: string;
      referrer?: never;
    };
    /**
     * @description The ID of the client, as `POST /clients` returned it. Documented: a string, always required.
     *     Observed: 24 lower-case hexadecimal characters in every sample; the documentation also shows `123456789`, so
     *     the form is no rule. Ours: not empty, since an empty ID names no client.
     */
    ClientId: string;
    /** @description A token, as the SDKs take it. Open, since a response may gain properties. */
    Token: {
      /**
       * @description A JWT, confined to one client; expires after 60 minutes (documented). Treat it as opaque: only ComplyCube
       *     can verify it, and neither the client nor the referrer is readable in it (observed). The pattern is ours: the
       *     three parts that a signed JWT has (RFC 7515), and nothing about what is in them.
       */
      token: string;
    };
    /**
     * @description What every failed request is answered. Open, since a response may gain properties.
     *     Documented: [Errors](https://docs.complycube.com/documentation/api-reference/errors), which also says that only
     *     *some* 4xx responses carry it, so a body without it is possible.
     */
    Error: {
      /**
       * @description The kind of error. An open set: expect values that are not listed. 401 and 403 share `unauthorized`, so
       *     branch on the status.
       */
      type: components["schemas"]["KnownErrorType"] | string;
      /** @description What went wrong, for a developer. Its wording is no contract. */
      message: string;
      /** @description The request property that is at fault, where one is (documented). */
      param?: string;
    };
    /**
     * @description The error types that the documentation shows for an endpoint such as this one.
     * @enum {string}
     */
    KnownErrorType:
      | "invalid_request"
      | "unauthorized"
      | "resource_not_found"
      | "rate_limit_exceeded"
      | "internal_server_error";
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  generateToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TokenRequest"];
      };
    };
    responses: {
      /** @description The token. Documented; no other 2xx status is. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Token"];
        };
      };
      /** @description Bad request: arguments are missing or malformed. Documented. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Unauthorized: the request is not authenticated. Documented. Shares its `type` with 403. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Payment required: payment is due, on credit-based plans only. Documented. */
      402: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Forbidden: the key is valid and lacks the permission. Documented. Shares its `type` with 401. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Not found. Documented in general. Unknown: whether an unknown client is answered with 404 or with 400 here. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Content too large. Documented; no limit is given. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Too many requests: the rate limit or the quota is used up. Documented. */
      429: {
        headers: {
          /**
           * @description Whole seconds to wait, or an HTTP date (RFC 9110, section 10.2.3). Unknown: no documentation mentions it;
           *     honour it where it is sent, need it nowhere.
           * @example 30
           */
          "Retry-After"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Internal server error: something is wrong on ComplyCube's end. Documented. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /**
       * @description Any other status. Documented: all responses, errors included, are JSON. Unknown: which other statuses there
       *     are, and what the proxies in between answer.
       */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
}
