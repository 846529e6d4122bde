import type { TokenProvider } from "./token.js";

/** How often a call is tried again after a 429, a 503 or a break of the network, and how long it waits between. */
export interface Retries {
  /** In all, the first one too. 4 unless told. */
  attempts?: number;
  /** Before the second attempt, in milliseconds; twice as long before each further one. 500 unless told. */
  firstDelay?: number;
  /** No wait is longer, except where Retry-After says so. 10,000 unless told. */
  longestDelay?: number;
}

const IDEMPOTENCY_KEY = "Idempotency-Key";

/** A fetch that repeats what can be repeated, with one Idempotency-Key for all attempts of a call. */
export function repeating(
  send: typeof fetch,
  token: TokenProvider | undefined,
  retries: Retries = {},
): (request: Request) => Promise<Response> {
  const { attempts = 4 } = retries;
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD" && !request.headers.has(IDEMPOTENCY_KEY)) {
      request.headers.set(IDEMPOTENCY_KEY, await newKey());
    }
    const own = request.headers.has("Authorization");
    let refreshed = false;
    for (let attempt = 1; ; attempt++) {
      const trial = request.clone();
      const bearer = own ? undefined : await token?.({ refresh: refreshed });
      if (bearer) {
        trial.headers.set("Authorization", `Bearer ${bearer}`);
      }
      let response: Response | undefined;
      try {
        response = await send(trial);
      } catch (error) {
        if (request.signal.aborted || attempt >= attempts) {
          throw error;
        }
      }
      if (response?.status === 401 && bearer && !refreshed) {
        refreshed = true;
        await response.body?.cancel();
        continue;
      }
      if (response && ((response.status !== 429 && response.status !== 503) || attempt >= attempts)) {
        return response;
      }
      const delay = Math.max(retryAfter(response), backOff(attempt, retries));
      await response?.body?.cancel();
      await pause(delay, request.signal);
    }
  };
}

/** With jitter, so that those who were cut off together do not all come back together. */
export function backOff(attempt: number, { firstDelay = 500, longestDelay = 10_000 }: Retries): number {
  return Math.min(longestDelay, firstDelay * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** In milliseconds, of seconds or a date; 0 where nothing is said. */
export function retryAfter(response: Response | undefined): number {
  const value = response?.headers.get("Retry-After");
  if (!value) {
    return 0;
  }
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}

export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

async function newKey(): Promise<string> {
  if (globalThis.crypto?.randomUUID) {
    return globalThis.crypto.randomUUID();
  }
  // Node 18 has it in a module only; bundlers for browsers must not look for it.
  const module = "node:crypto";
  return ((await import(module)) as { randomUUID(): string }).randomUUID();
}
