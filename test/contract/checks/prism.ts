import { createLogger } from "@stoplight/prism-core";
import { createInstance, type IHttpOperationConfig, type IHttpRequest } from "@stoplight/prism-http";
import { type RawAnswer, toPrism } from "../../../scripts/forward.js";
import { checks, operationsUnder } from "../../../scripts/prism-server.js";

export interface ContractRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Parsed, as Prism expects it. */
  body?: unknown;
}

interface Result {
  status: number;
  headers: Record<string, string>;
  body?: unknown;
  violations: string[];
}

/** Prism on one document, without HTTP: it checks thousands of messages per second. */
export interface Prism {
  /** The response of the mock. */
  ask(request: ContractRequest, prefer?: Partial<IHttpOperationConfig>): Promise<Result>;
  /** Checks a response to a conforming request as the validating proxy does. */
  check(answer: RawAnswer): Promise<Result>;
}

type Document = Parameters<typeof operationsUnder>[0];

const logger = createLogger("contract", { level: "silent" });

/** Skips the request if only the response matters, because compiling its schema takes the most time. */
const responseOnly = { ...checks, checkSecurity: false, validateRequest: false };

/** @param conforming a conforming request, for checking responses */
export async function prismOf(document: Document, conforming: ContractRequest): Promise<Prism> {
  const server = new URL(document.servers?.[0]?.url ?? "http://localhost");
  const operations = await operationsUnder(document);
  const mock = createInstance({ ...checks, isProxy: false }, { logger });

  const toInput = ({ method, url, headers, body }: ContractRequest): IHttpRequest => {
    const { origin, pathname } = new URL(url);
    // Prism ignores hosts, so another host becomes another path.
    const path = origin === server.origin ? pathname : `/${origin}${pathname}`;
    return { method: method.toLowerCase() as IHttpRequest["method"], url: { path }, headers, body };
  };

  return {
    async ask(request, prefer) {
      const checked = prefer === undefined ? checks : responseOnly;
      const config = { ...checked, isProxy: false as const, mock: { dynamic: false, ...prefer } };
      return resultOf(await mock.request(toInput(request), operations, config)());
    },
    async check(answer) {
      const proxy = createInstance(
        { ...responseOnly, isProxy: true, upstream: server },
        { logger, forward: () => () => async () => ({ _tag: "Right", right: toPrism(answer) }) },
      );
      return resultOf(await proxy.request(toInput(conforming), operations)());
    },
  };
}

type PrismResult = Awaited<ReturnType<ReturnType<ReturnType<typeof createInstance>["request"]>>>;

function resultOf(result: PrismResult): Result {
  if (result._tag === "Left") {
    const status = "status" in result.left ? Number(result.left.status) : 500;
    return { status, headers: {}, violations: [`no response: ${result.left.message}`] };
  }
  const { output, validations } = result.right;
  const violations = [...validations.input, ...validations.output].map(({ path = [], message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  return { status: output.statusCode, headers: output.headers ?? {}, body: output.body, violations };
}
