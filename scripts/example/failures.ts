import { examples } from "../../src/generated/examples.js";

/** What can go wrong, by the value of --fail. */
export const failures = {
  401: "the session has ended",
  403: "the user may not be verified",
  429: "ComplyCube is called too often",
  502: "ComplyCube refuses the key",
  503: "ComplyCube has an error",
  slow: "ComplyCube does not answer within 5 seconds",
  expired: "every token has expired",
  script: "ComplyCube's script does not load",
};
export type Failure = `${keyof typeof failures}`;

export function isFailure(text: string): text is Failure {
  return Object.hasOwn(failures, text);
}

const { responses } = examples.generateToken;

/** How ComplyCube answers, by the failure. Default: it issues a token. */
export const answers: { [name in Failure]?: () => Response | Promise<Response> } = {
  429: () => Response.json(responses[429].rateLimited, { status: 429 }),
  502: () => Response.json(responses[401].invalidKey, { status: 401 }),
  503: () => Response.json(responses[500].internal, { status: 500 }),
  slow: () => new Promise(() => {}),
};
