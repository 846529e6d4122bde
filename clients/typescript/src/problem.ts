/** Problem details (RFC 9457): why a call was refused. */
export interface ProblemDetails {
  /** Which problem it is, for programs; described at /docs/problems. */
  type: string;
  /** For people, in the language that was asked for. */
  title: string;
  status: number;
  detail?: string;
  /** By field, for a 400. */
  errors?: Record<string, string[]>;
  /** To report to operators. */
  traceId?: string;
  [fact: string]: unknown;
}

/** A call that was refused. Decide by `type` or `code`, show `message`. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly problem: ProblemDetails,
    readonly response: Response,
  ) {
    super(problem.title);
  }

  get type(): string {
    return this.problem.type;
  }

  /** What stands after the last colon of `type`, as in "no-seats". */
  get code(): string {
    return this.problem.type.slice(this.problem.type.lastIndexOf(":") + 1);
  }

  get status(): number {
    return this.problem.status;
  }

  get errors(): Record<string, string[]> {
    return this.problem.errors ?? {};
  }

  /** @param body what the answer had: a problem, or what something in between wrote. */
  static of(response: Response, body: unknown): ProblemError {
    const given = typeof body === "object" && body !== null ? (body as Partial<ProblemDetails>) : {};
    return new ProblemError(
      { type: "about:blank", title: response.statusText || `HTTP ${response.status}`, status: response.status, ...given },
      response,
    );
  }
}
