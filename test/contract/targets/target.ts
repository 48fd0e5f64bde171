import type { RawAnswer } from "../../../scripts/forward.js";
import type { ContractRequest } from "../judges/prism.js";

/** What came back, and what breaks the contract in it. */
export interface Reply {
  /** `undefined` where there was no whole answer. */
  answer: RawAnswer | undefined;
  violations: string[];
}

export interface Sent {
  /** The name of the case. */
  name: string;
  request: ContractRequest;
  /** A status and an example to ask for. */
  prefer?: string;
}

/** Something that the cases of the contract can be sent to. */
export interface Target {
  name: "mock" | "proxy" | "live" | "replay";
  /** The client to mint tokens for. */
  clientId: string;
  apiKey: string;
  /** Whether a status and an example can be asked for. */
  canForce: boolean;
  send(sent: Sent): Promise<Reply>;
  close(): Promise<void>;
}
