/**
 * What can go wrong between this page and the server:
 *
 *     ApiError            the server answered with an error (its `code`, `message` and `fields`)
 *       ConflictError     409: somebody saved first; carries both versions
 *     NetworkError        no answer at all
 */

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly fields: FieldErrors;

  constructor(status: number, code: string, message: string, fields: FieldErrors = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export class ConflictError extends ApiError {
  override readonly name = "ConflictError";
  /** The record as the server has it now. */
  readonly current: Readonly<Record<string, unknown>>;
  /** What we had tried to save. */
  readonly yours: Readonly<Record<string, unknown>>;

  constructor(message: string, current: Readonly<Record<string, unknown>>, yours: Readonly<Record<string, unknown>>) {
    super(409, "conflict", message);
    this.current = current;
    this.yours = yours;
  }
}

export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(cause: unknown) {
    super("The server cannot be reached. Check your connection, then try again.", { cause });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The error that an answer of status 400 and above stands for. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (!isObject(body)) {
    return new ApiError(
      response.status,
      "unreadable",
      `The server answered ${response.status}. Try again in a moment.`,
    );
  }
  const message = typeof body["message"] === "string" ? body["message"] : `The server answered ${response.status}.`;
  const code = typeof body["code"] === "string" ? body["code"] : "unknown";
  if (response.status === 409 && code === "conflict" && isObject(body["current"])) {
    return new ConflictError(message, body["current"], isObject(body["yours"]) ? body["yours"] : {});
  }
  return new ApiError(response.status, code, message, isObject(body["fields"]) ? (body["fields"] as FieldErrors) : {});
}

/** One sentence for a person, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong. Reload the page and try again.";
}
