/**
 * Where to go after signing in. Only paths of our own: an address like `//elsewhere.example` or `https:` handed in by a
 * link would send a freshly signed-in user to somebody else's page.
 */
export function destination(next: string | null): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\") || next.startsWith("/sign-in")) return "/";
  return next;
}
