import { ComplyCube } from "complycube-tokens";

const complycube = new ComplyCube({ apiKey: "test_key" });
export const token: string = await complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
