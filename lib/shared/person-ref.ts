// A person's label (the part of a namespace that stands for them) in an address: base64url, for a label may hold anything.

export function personRef(label: string): string {
  const bytes = new TextEncoder().encode(label)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The label in an address; null where it is none that {@link personRef} made. */
export function labelOfRef(ref: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(ref.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    const label = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // a label is one segment: with a dot it would name a namespace below somebody's, as if it were nobody's
    return label !== '' && !label.includes('.') && personRef(label) === ref ? label : null
  } catch {
    return null
  }
}
