/** Requests to our own server: session cookie, CSRF token, and errors as exceptions (`errors.ts`). */
import { errorOf, NetworkError } from "./errors";
import { newId } from "./ids";

export function csrfToken(): string {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Readonly<Record<string, QueryValue>>;

/** `?a=1&b=2`; empty values are left out, lists repeat their name. */
export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

export interface SendOptions {
  readonly body?: unknown;
  readonly query?: Query;
  /** The version we hold; the server refuses with 409 when it has a newer one. */
  readonly version?: number | string;
  readonly signal?: AbortSignal;
  /** Under which the server does a change once, however often it is sent; left out: one of its own. */
  readonly key?: string;
}

/** Their answers hold a secret or a preview, which the server should not keep for a second asking. */
const NOT_KEPT = /\/(tokens|share-links|tickets|webhooks|password|preview)\b/;
/** An answer may be lost while the request arrived: with its key a change is safe to send once more. */
const AGAIN_MS = 300;

async function send(method: string, path: string, options: SendOptions): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-CSRFToken", csrfToken());
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  if (options.key !== undefined) headers.set("Idempotency-Key", options.key);
  if (options.version !== undefined) headers.set("If-Match", `"${options.version}"`);
  let response: Response;
  try {
    response = await fetch(`${path}${queryString(options.query)}`, {
      method,
      headers,
      credentials: "same-origin",
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NetworkError(error);
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** GET `path` (`/api/v1/...`) and read the JSON. */
export async function get<Reply>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Reply> {
  const response = await send("GET", path, { query, ...(signal ? { signal } : {}) });
  return (await response.json()) as Reply;
}

/** Change something. A reply without a body is `undefined`. */
export async function change<Reply>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: SendOptions = {},
): Promise<Reply> {
  const response = NOT_KEPT.test(path) ? await send(method, path, options) : await sendOnce(method, path, options);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as Reply;
}

async function sendOnce(method: string, path: string, options: SendOptions): Promise<Response> {
  const keyed = { ...options, key: options.key ?? newId() };
  try {
    return await send(method, path, keyed);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return send(method, path, keyed);
  }
}

/** Tell the server something it may as well miss: no answer is waited for, and what goes wrong is nobody's concern. */
export function note(path: string): void {
  send("POST", path, {}).catch(() => {});
}
