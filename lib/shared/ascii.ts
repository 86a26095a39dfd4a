// Case folding that only touches ASCII: Unicode's would make two different addresses one (the Kelvin sign becomes `k`).

/** `Ada@Corp.com` → `ada@corp.com`; other letters stay as they are. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
