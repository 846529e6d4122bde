import { ProblemError } from "./problem.js";

/** Gives an access token, or none. `refresh` says that the last one was not accepted. */
export type TokenProvider = (ask: { refresh: boolean }) => string | undefined | Promise<string | undefined>;

/** The token of a program that signs in as itself; it is kept until shortly before its end. */
export function clientCredentials(client: {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: typeof fetch;
}): TokenProvider {
  let current: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const response = await (client.fetch ?? fetch)(new URL("/connect/token", client.baseUrl), {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: client.clientId,
        client_secret: client.clientSecret,
      }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw ProblemError.of(response, answer);
    }
    const { access_token: token, expires_in: seconds } = answer as { access_token: string; expires_in: number };
    current = { token, until: Date.now() + (seconds - 30) * 1000 };
    return token;
  }

  return ({ refresh }) => {
    if (!refresh && current && Date.now() < current.until) {
      return current.token;
    }
    // Who asks meanwhile waits for the same one.
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}
