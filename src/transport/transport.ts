/** The request that a transport sends. */
export interface TransportRequest {
  /** In upper case. */
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** Names are in lower case. `authorization` holds the API key. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or `null` if there is none. */
  readonly body: string | null;
}

/** The part of `Headers` that a response needs. Creating real `Headers` takes longer than reading the rest. */
export interface ReceivedHeaders {
  /** The value, or all values joined by `", "`; `null` if the header is missing. `name` is in lower case. */
  get(name: string): string | null;
  /** Calls `callback` for each header. */
  forEach(callback: (value: string, name: string) => void): void;
}

/** A response whose body has not been read. */
export interface TransportResponse {
  /** The status code; 0 if a browser hides it. */
  readonly status: number;
  /** The reason phrase, or an empty string. */
  readonly statusText: string;
  /** The response's headers. */
  readonly headers: ReceivedHeaders;
  /** `"opaqueredirect"` for a redirect whose status a browser hides. */
  readonly type?: string;
  /** Resolves to the first `maxBytes` of the body, decompressed, and discards the rest. Called at most once. */
  read(maxBytes: number): Promise<Uint8Array>;
}

/** An attempt in progress. */
export interface Exchange {
  /** Resolves when the status and the headers have arrived. Rejects if they do not arrive, and after `cancel`. */
  readonly response: Promise<TransportResponse>;
  /** Closes the connection. Called at a time limit, on abort, and when the response breaks the contract. */
  cancel(reason: unknown): void;
}

/**
 * Sends one request. It returns at once, so it is not an `async` function.
 *
 * It must not retry, and must not follow redirects, which would send the API key to another host.
 */
export type Transport = (request: TransportRequest) => Exchange;

/** The part of the platform's `fetch` that this package uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export function fetchTransport(fetch: Fetch): Transport {
  return ({ url, method, headers, body }) => {
    const controller = new AbortController();
    const send = async (): Promise<TransportResponse> => {
      const init = { method, headers, body, signal: controller.signal, redirect: "manual" } as const;
      const response = await fetch(url, init);
      const { status, statusText, type } = response;
      const read = (maxBytes: number) => readStream(response.body, maxBytes);
      return { status, statusText, headers: response.headers, type, read };
    };
    return { response: send(), cancel: (reason) => controller.abort(reason) };
  };
}

async function readStream(body: Response["body"], maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    if (size >= maxBytes) {
      // Not awaited: with a cloned response it would wait until the clone is read.
      reader.cancel().catch(() => {});
      break;
    }
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value.subarray(0, maxBytes - size));
    size += value.byteLength;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : new Uint8Array(await new Blob(chunks).arrayBuffer());
}
