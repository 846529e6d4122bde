import type { paths } from "./schema.js";

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer A } } } };
}
  ? A
  : never;

/** Addresses whose answer is a page of a list. */
export type ListPath = {
  [P in keyof paths]: [Answer<P>] extends [never] ? never : Answer<P> extends { items: unknown[]; next?: unknown } ? P : never;
}[keyof paths];

/** What one entry of the list is. */
export type ItemOf<P extends ListPath> = Answer<P> extends { items: (infer I)[] } ? I : never;

export interface Page<I> {
  items: I[];
  next?: string | null;
}

/** One entry after the other; the next page is read when it is wanted. */
export async function* entries<I>(read: (after: string | undefined) => Promise<Page<I>>): AsyncGenerator<I, void, void> {
  let after: string | undefined;
  do {
    const page = await read(after);
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
