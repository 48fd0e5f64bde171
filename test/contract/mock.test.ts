import { expect, it } from "vitest";
import { startMock } from "../../scripts/prism-server.js";
import { spec, useMock } from "../support/prism.js";

const mock = useMock();

it("a mock whose port is in use says so", async () => {
  const { port } = new URL(mock.url);
  await expect(startMock(spec, { port: Number(port) })).rejects.toThrow(`Port ${port} is in use`);
});
