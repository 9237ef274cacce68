/** A link for what a record says is a website; null for what would not lead to one (`javascript:` above all). */
export function safeWebAddress(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** What of an address is worth reading: "halden.example". */
export function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, "");
}
