export interface BodyText {
  text: string;
  /** Whether the body ended within the limit. */
  complete: boolean;
  /** Whether every byte of it is UTF-8; the text has U+FFFD where it is not. */
  isUtf8: boolean;
}

/** Reads a body up to `limit` bytes; what lies beyond is neither read nor kept. */
export async function readText(response: Response, limit: number): Promise<BodyText> {
  const { bytes, complete } = await readBytes(response, limit);
  try {
    return { text: decode(bytes, { fatal: true }), complete, isUtf8: true };
  } catch {
    return { text: decode(bytes), complete, isUtf8: false };
  }
}

/** A byte-order mark is kept: it makes the text invalid JSON, as RFC 8259 has it. */
function decode(bytes: Uint8Array, options?: { fatal: true }): string {
  return new TextDecoder("utf-8", { ignoreBOM: true, ...options }).decode(bytes);
}

async function readBytes(response: Response, limit: number): Promise<{ bytes: Uint8Array; complete: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value.subarray(0, limit - size));
    size += value.byteLength;
    if (size > limit) {
      // Not awaited, as a clone of the response would make it wait for its own end.
      reader.cancel().catch(() => {});
      break;
    }
  }
  return { bytes: concat(chunks), complete: size <= limit };
}

function concat(chunks: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, { byteLength }) => size + byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
