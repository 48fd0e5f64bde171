/**
 * A request of an official library, written down from its source: read, not run, and not recorded by us. Method and headers
 * are the documented ones.
 */
interface OfficialRequest {
  seenIn: string;
  path: string;
  body: object;
  /** What the mock makes of it; `violation` has words of one that it must name; without, it names none. */
  verdict: { status: 200 | 400 | 404; violation?: string };
}

const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";

// Its `generate` has one argument for both scopes, and guesses by a regular expression which of them it is.
const php =
  "the source of the PHP library: github.com/complycube/complycube-php, lib/Resources/TokenApi.php at 7352e10";

export const officialRequests: Record<string, OfficialRequest> = {
  "PHP, a match pattern": {
    seenIn: php,
    path: "/v1/tokens",
    body: { clientId, referrer },
    verdict: { status: 200 },
  },
  "PHP, an app ID with a hyphen, taken for a referrer": {
    seenIn: php,
    path: "/v1/tokens",
    body: { clientId, referrer: "com.my-app.demo" },
    verdict: { status: 400, violation: "property referrer must match pattern" },
  },
  // Conforms, since no form of an app ID is documented.
  "PHP, the host of a page, taken for an app ID": {
    seenIn: php,
    path: "/v1/tokens",
    body: { clientId, appId: "localhost" },
    verdict: { status: 200 },
  },
  // The body is the documented one: only its path, and that it has no `appId`, are known.
  "Python, the path of another resource": {
    seenIn: "tokens.create in the source of the Python library, as far as it could be read",
    path: "/v1/webhooks",
    body: { clientId, referrer },
    verdict: { status: 404 },
  },
};
