export interface BodyText {
  text: string;
  /** Whether the body ended within the limit. */
  complete: boolean;
}

/** Reads a body up to `limit` bytes; what lies beyond is neither read nor kept. */
export async function readText(response: Response, limit: number): Promise<BodyText> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "", complete: true };

  // A byte-order mark is kept: it makes the text invalid JSON, as RFC 8259 has it.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let room = limit;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), complete: true };
    text += decoder.decode(value.subarray(0, room), { stream: true });
    if (value.byteLength > room) {
      // Not awaited, as a clone of the response would make it wait for its own end.
      reader.cancel().catch(() => {});
      return { text, complete: false };
    }
    room -= value.byteLength;
  }
}
