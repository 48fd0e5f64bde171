import { createReferrerCheck } from "../referrer/assert-usable.js";
import type { CallOptions } from "../transport/call.js";
import { createRequest } from "./create-client.js";
import { type ComplyCubeOptions, readCallOptions, readOptions } from "./options.js";
import { readToken } from "./read-token.js";
import { type CheckedScope, tokenRequest } from "./token-request.js";

/** Mints SDK tokens. */
export interface Tokens {
  /**
   * Generates a token for one client, bound to a web page or to a mobile app. It expires after 60 minutes. Generate a new
   * token each time the SDK is initialized.
   *
   * @param clientId the ID of the client, as ComplyCube returned it
   * @param scope `{ referrer }`, a match pattern for the pages that may use the token, or `{ appId }`, the application or
   *   bundle ID of the app that may use it. A wrong literal pattern does not compile; any other wrong pattern is rejected
   * @param options `signal`, and limits that override those of the client
   * @returns the token, a JWT. Pass it to the SDK unchanged
   * @throws ComplyCubeConfigError or ComplyCubeRequestError before anything is sent. Later ComplyCubeApiError,
   *   ComplyCubeConnectionError, ComplyCubeTimeoutError, ComplyCubeResponseError, or the reason of an aborted `signal`
   * @see https://docs.complycube.com/documentation/api-reference/other-resources/tokens/generate-a-token
   * @example
   * import { ComplyCube } from "complycube-tokens";
   *
   * const complycube = new ComplyCube();
   * const token = await complycube.token.generate("CLIENT_ID", {
   *   referrer: "https://www.example.com/*",
   * });
   * console.log(token.length);
   */
  generate<Referrer extends string | undefined = never, AppId extends string | undefined = never>(
    clientId: string,
    scope: CheckedScope<Referrer, AppId>,
    options?: CallOptions,
  ): Promise<string>;
}

/** Has no prototype, like checked options. */
const noOptions: CallOptions = Object.create(null);

/**
 * A client for ComplyCube's SDK tokens, with the method names of the official library.
 *
 * @throws ComplyCubeConfigError naming the invalid option
 * @example
 * import { ComplyCube } from "complycube-tokens";
 *
 * const apiKey = process.env.COMPLYCUBE_API_KEY;
 * export const complycube = new ComplyCube({ apiKey });
 */
export class ComplyCube {
  /** Mints SDK tokens. */
  readonly token: Tokens;

  constructor(options: ComplyCubeOptions = {}) {
    const settings = readOptions(options);
    const request = createRequest(settings);
    const checkReferrer = createReferrerCheck(settings);
    this.token = {
      async generate(clientId, scope, options) {
        const body = tokenRequest(clientId, scope, checkReferrer);
        return readToken(
          await request("POST", "/tokens", { body }, options === undefined ? noOptions : readCallOptions(options)),
        );
      },
    };
  }
}
