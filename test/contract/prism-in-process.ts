import { createLogger } from "@stoplight/prism-core";
import { createInstance, type IHttpOperationConfig, type IHttpRequest } from "@stoplight/prism-http";
import { type RawAnswer, toPrism } from "../../scripts/forward.js";
import type { Spec } from "../../scripts/generate/read-spec.js";
import { operationsUnder } from "../../scripts/prism-mock.js";
import { checks } from "../../scripts/prism-server.js";
import type { ContractRequest } from "./cases/requests.js";

interface Result {
  status: number;
  /** With lower-case names. */
  headers: Record<string, string>;
  body?: unknown;
  /** Violations of the request and of the answer. */
  violations: string[];
}

/** Prism on one document, without HTTP: thousands of checks a second. */
export interface Prism {
  /** Sends a request to the mock. */
  send(request: ContractRequest, prefer?: Partial<IHttpOperationConfig>): Promise<Result>;
  /** Checks an answer to a conforming request. */
  check(answer: RawAnswer): Promise<Result>;
}

const logger = createLogger("contract", { level: "silent" });

/** For tests of answers, because compiling the schema of the request takes longer than all the rest. */
const withoutRequest = { ...checks, checkSecurity: false, validateRequest: false };

export async function loadPrism(document: Spec["document"], conforming: ContractRequest): Promise<Prism> {
  const server = new URL(document.servers?.[0]?.url ?? "http://localhost");
  const operations = await operationsUnder(document);
  const mock = createInstance({ ...checks, isProxy: false }, { logger });

  const toInput = ({ method, url, headers, body }: ContractRequest): IHttpRequest => {
    const { origin, pathname } = new URL(url);
    // Prism ignores the host, so a wrong one becomes a wrong path.
    const path = origin === server.origin ? pathname : `/${origin}${pathname}`;
    return { method: method.toLowerCase() as IHttpRequest["method"], url: { path }, headers, body };
  };

  return {
    async send(request, prefer) {
      const base = prefer === undefined ? checks : withoutRequest;
      const config = { ...base, isProxy: false as const, mock: { dynamic: false, ...prefer } };
      return resultOf(await mock.request(toInput(request), operations, config)());
    },
    async check(answer) {
      const proxy = createInstance(
        { ...withoutRequest, isProxy: true, upstream: server },
        { logger, forward: () => () => async () => ({ _tag: "Right", right: toPrism(answer) }) },
      );
      return resultOf(await proxy.request(toInput(conforming), operations)());
    },
  };
}

type PrismResult = Awaited<ReturnType<ReturnType<ReturnType<typeof createInstance>["request"]>>>;

function resultOf(result: PrismResult): Result {
  if (result._tag === "Left") {
    return { status: "status" in result.left ? Number(result.left.status) : 500, headers: {}, violations: [] };
  }
  const { output, validations } = result.right;
  const violations = [...validations.input, ...validations.output].map(({ path = [], message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  const headers = Object.entries(output.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { status: output.statusCode, headers: Object.fromEntries(headers), body: output.body, violations };
}
