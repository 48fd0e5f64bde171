import { readFile } from "node:fs/promises";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { serverUrl } from "../../../src/generated/server.js";
import { isRecording } from "./recording.js";
import { liveTarget, mockTarget, proxyTarget, replayTarget, type Target } from "./target.js";

/** Opens the target that `npm run test:contract` names in the environment. Default: the mock. */
export async function openTarget(spec: Spec, env: NodeJS.ProcessEnv): Promise<Target> {
  const { COMPLYCUBE_API_KEY: apiKey = "test_made_up", COMPLYCUBE_CLIENT_ID: clientId = "CLIENT_ID" } = env;
  const account = { apiKey, clientId };
  switch (env.CONTRACT_TARGET) {
    case "proxy":
      return proxyTarget(spec, new URL(env.CONTRACT_UPSTREAM ?? ""), account);
    case "live":
      return liveTarget(spec, new URL(serverUrl), account);
    case "replay": {
      const recording: unknown = JSON.parse(await readFile(env.CONTRACT_RECORDING ?? "", "utf8"));
      if (!isRecording(recording)) throw new Error(`${env.CONTRACT_RECORDING} is not a recording`);
      return replayTarget(spec, recording, account);
    }
    default:
      return mockTarget(spec, account);
  }
}
