import createFetch, { type Client } from "openapi-fetch";
import { listen, type Listening, type LiveEvent } from "./live.js";
import { entries, type ItemOf, type ListPath, type Page } from "./pages.js";
import { ProblemError } from "./problem.js";
import { repeating, type Retries } from "./retry.js";
import type { paths } from "./schema.js";
import type { TokenProvider } from "./token.js";

export type { components, operations, paths } from "./schema.js";
export type { InboxNews, Listening, LiveEvent, ProgrammeNews, SeatsNews } from "./live.js";
export type { ItemOf, ListPath } from "./pages.js";
export type { Retries } from "./retry.js";
export { clientCredentials, type TokenProvider } from "./token.js";
export { ProblemError, type ProblemDetails } from "./problem.js";

export interface Connection {
  /** Where the gateway is, as in https://festival.example. */
  baseUrl: string;
  /** Who calls; left out, anybody. */
  token?: TokenProvider;
  /** Of texts and problems; Swedish unless told. */
  language?: "sv" | "en";
  retries?: Retries;
  fetch?: typeof fetch;
}

export interface Festival {
  /** Every call of the interface, by its address: `api.GET("/api/v1/editions")`. */
  api: Client<paths>;
  /** All entries of a list, page by page. */
  all<P extends ListPath>(path: P, options?: ListOptions<P>): AsyncGenerator<ItemOf<P>, void, void>;
  /** Seats, releases and news of an inbox as they happen. */
  live(listening: Listening): AsyncGenerator<LiveEvent, void, void>;
}

/** Where a list is and which part of it is wanted; the page is chosen by `all`. */
export interface ListOptions<P extends ListPath> {
  params?: Pick<paths[P]["get"]["parameters"], "path" | "query">;
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export function connect(connection: Connection): Festival {
  const { baseUrl, language, retries = {} } = connection;
  const direct: typeof fetch = connection.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const api = createFetch<paths>({
    baseUrl,
    fetch: repeating(direct, connection.token, retries),
    ...(language && { headers: { "Accept-Language": language } }),
  });
  return {
    api,
    all<P extends ListPath>(path: P, options?: ListOptions<P>) {
      // The compiler has checked the path and its parameters above; here they are any list's.
      const get = api.GET as unknown as (path: string, options: object) => Promise<Answered<Page<ItemOf<P>>>>;
      return entries((after) => {
        const query = { ...options?.params?.query, ...(after !== undefined && { after }) };
        return answer(get(path, { params: { ...options?.params, query } }));
      });
    },
    live: (listening) => listen(repeating(direct, connection.token, { ...retries, attempts: 1 }), baseUrl, listening, retries),
  };
}

/** What a call answers, or a ProblemError. */
export async function answer<T>(call: Promise<Answered<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw ProblemError.of(response, error);
  }
  return data as NonNullable<T>;
}
