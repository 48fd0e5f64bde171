import { createLogger } from "@stoplight/prism-core";
import { createInstance, type IHttpOperationConfig, type IHttpRequest } from "@stoplight/prism-http";
import { type RawAnswer, toPrism } from "../../../scripts/forward.js";
import { checks, operationsUnder } from "../../../scripts/prism-server.js";

export interface ContractRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Parsed, as Prism takes it. */
  body?: unknown;
}

interface Judgement {
  status: number;
  headers: Record<string, string>;
  body?: unknown;
  violations: string[];
}

/** Prism on one document, without HTTP between: thousands of judgements a second. */
export interface Prism {
  /** What the mock answers. */
  ask(request: ContractRequest, prefer?: Partial<IHttpOperationConfig>): Promise<Judgement>;
  /** What the validating proxy says of an answer to a request that conforms. */
  judge(answer: RawAnswer): Promise<Judgement>;
}

type Document = Parameters<typeof operationsUnder>[0];

const logger = createLogger("contract", { level: "silent" });

/** Where an answer is in question, the request is not: to compile its schema takes longer than all else. */
const answersAlone = { ...checks, checkSecurity: false, validateRequest: false };

/** @param conforming a request that conforms, for the answers to judge */
export async function prismOf(document: Document, conforming: ContractRequest): Promise<Prism> {
  const server = new URL(document.servers?.[0]?.url ?? "http://localhost");
  const operations = await operationsUnder(document);
  const mock = createInstance({ ...checks, isProxy: false }, { logger });

  const toInput = ({ method, url, headers, body }: ContractRequest): IHttpRequest => {
    const { origin, pathname } = new URL(url);
    // Another host is another path to Prism, which knows no hosts.
    const path = origin === server.origin ? pathname : `/${origin}${pathname}`;
    return { method: method.toLowerCase() as IHttpRequest["method"], url: { path }, headers, body };
  };

  return {
    async ask(request, prefer) {
      const judged = prefer === undefined ? checks : answersAlone;
      const config = { ...judged, isProxy: false as const, mock: { dynamic: false, ...prefer } };
      return judgementOf(await mock.request(toInput(request), operations, config)());
    },
    async judge(answer) {
      const proxy = createInstance(
        { ...answersAlone, isProxy: true, upstream: server },
        { logger, forward: () => () => async () => ({ _tag: "Right", right: toPrism(answer) }) },
      );
      return judgementOf(await proxy.request(toInput(conforming), operations)());
    },
  };
}

type Result = Awaited<ReturnType<ReturnType<ReturnType<typeof createInstance>["request"]>>>;

function judgementOf(result: Result): Judgement {
  if (result._tag === "Left") {
    const status = "status" in result.left ? Number(result.left.status) : 500;
    return { status, headers: {}, violations: [`no answer: ${result.left.message}`] };
  }
  const { output, validations } = result.right;
  const violations = [...validations.input, ...validations.output].map(({ path = [], message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  return { status: output.statusCode, headers: output.headers ?? {}, body: output.body, violations };
}
