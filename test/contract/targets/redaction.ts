import { redactor, tokens } from "../../../src/transport/redact.js";

interface Secrets {
  apiKey: string;
  clientId: string;
}

/**
 * Takes the key, the client and each token out of a text, and leaves it as right or as wrong as it was: what has the form of
 * a token is replaced by a token.
 */
export function redaction({ apiKey, clientId }: Secrets): (text: string) => string {
  const { key } = redactor(apiKey);
  return (text) =>
    key(text)
      .replaceAll(clientId, "CLIENT_ID")
      .replace(tokens, (token) => (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? "header.payload.signature" : "[token]"));
}
