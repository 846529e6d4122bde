import { ProblemError } from "./problem.js";
import { backOff, pause, retryAfter, type Retries } from "./retry.js";

/** Seats of an activity, as they are now. */
export interface SeatsNews {
  activityId: string;
  capacity: number;
  confirmed: number;
  waiting: number;
  offered: number;
  left: number;
  version: number;
}

/** A version of the programme was released. */
export interface ProgrammeNews {
  editionId: string;
  slug: string;
  releaseVersion: number;
  at: string;
  changes: { activityId: string; kinds: string[] }[];
}

export interface InboxNews {
  notificationId: string;
}

/** After `reset`, read again what you show: what happened during a break is not known any more. */
export type LiveEvent =
  | { type: "seats"; id: string; data: SeatsNews }
  | { type: "programme"; id: string; data: ProgrammeNews }
  | { type: "inbox"; id: string; data: InboxNews }
  | { type: "reset"; id: string; data: Record<string, never> };

export interface Listening {
  /** An edition's id or slug. */
  edition?: string;
  /** The token of a person's inbox. */
  inbox?: string;
  /** Where to go on, from an earlier event. */
  lastEventId?: string;
  signal?: AbortSignal;
  /** It is connected, for the first time or again. */
  onOpen?: () => void;
}

/** The server says something every 15 s at least: a connection that is silent for longer is none any more. */
const SILENCE = 45_000;

/** Listens until the signal ends it, and goes on after breaks where it was. */
export async function* listen(
  send: (request: Request) => Promise<Response>,
  baseUrl: string,
  listening: Listening,
  retries: Retries,
): AsyncGenerator<LiveEvent, void, void> {
  const { signal } = listening;
  const url = new URL("/api/v1/live", baseUrl);
  if (listening.edition) url.searchParams.set("edition", listening.edition);
  if (listening.inbox) url.searchParams.set("inbox", listening.inbox);
  let last = listening.lastEventId ?? "";
  for (let attempt = 1; !signal?.aborted; attempt++) {
    const connection = new AbortController();
    const abort = (): void => connection.abort(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    let silence: ReturnType<typeof setTimeout> | undefined;
    let response: Response | undefined;
    try {
      response = await send(
        new Request(url, {
          headers: { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) },
          signal: connection.signal,
        }),
      );
      if (!response.ok || !response.body) {
        throw ProblemError.of(response, await response.json().catch(() => undefined));
      }
      attempt = 1;
      listening.onOpen?.();
      const hear = (): void => {
        clearTimeout(silence);
        silence = setTimeout(() => connection.abort(), SILENCE);
      };
      yield* read(response.body, hear, (id) => (last = id));
    } catch (error) {
      // What will be refused again is told; everything else is a break.
      if (!signal?.aborted && error instanceof ProblemError && error.status < 500 && error.status !== 429 && error.status !== 408) {
        throw error;
      }
    } finally {
      clearTimeout(silence);
      signal?.removeEventListener("abort", abort);
      connection.abort();
    }
    const delay = Math.max(retryAfter(response), backOff(attempt, { longestDelay: 30_000, ...retries }));
    await pause(delay, signal).catch(() => undefined);
  }
}

/** Server-sent events as the standard has them (HTML, 9.2.6). */
async function* read(
  body: ReadableStream<Uint8Array>,
  hear: () => void,
  remember: (id: string) => void,
): AsyncGenerator<LiveEvent, void, void> {
  const reader = body.getReader();
  const text = new TextDecoder();
  let rest = "";
  let [type, data, id] = ["", "", ""];
  for (;;) {
    hear();
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + text.decode(value, { stream: true })).split(/\r\n|\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        // Also where nothing was said: what is before this id was heard.
        if (id) remember(id);
        if (data) yield { type: type || "message", id, data: JSON.parse(data) } as LiveEvent;
        [type, data] = ["", ""];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const content = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") type = content;
      else if (field === "data") data += `${content}\n`;
      else if (field === "id") id = content;
    }
  }
}
