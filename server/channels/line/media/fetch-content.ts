import { LARGEST_FILE } from '#platform/attachments/prepared-file';
import type { LineClient } from '../line-client.ts';

export type Content =
  | { kind: 'file'; bytes: Buffer }
  /** LINE is still preparing a video, does not answer, or refuses for now. */
  | { kind: 'later'; cause: string }
  /** Unsent by its sender, or deleted by LINE. */
  | { kind: 'gone' }
  | { kind: 'refused'; cause: string };

/** Fetches the original of a photo, video, audio or file, unless `stopped` is aborted. Never throws. */
export async function fetchContent(
  client: LineClient,
  messageId: string,
  { stopped, largest = LARGEST_FILE }: { stopped: AbortSignal; largest?: number },
): Promise<Content> {
  try {
    const response = await client.openContent(messageId, stopped);
    if (response.status === 200) return await readFile(response, largest);
    await response.body?.cancel();
    return judge(response.status);
  } catch (error) {
    return { kind: 'later', cause: error instanceof Error ? error.name : 'unknown' };
  }
}

function judge(status: number): Content {
  if (status === 404 || status === 410) return { kind: 'gone' };
  const again = status === 202 || status === 401 || status === 403 || status === 429 || status >= 500;
  return again ? { kind: 'later', cause: String(status) } : { kind: 'refused', cause: String(status) };
}

async function readFile(response: Response, largest: number): Promise<Content> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    // Leaving the loop closes the connection, so the rest is not read.
    if (size > largest) return { kind: 'refused', cause: 'too-large' };
    parts.push(part);
  }
  // LINE passes on the type that the sender's phone claimed; the real type is read from the bytes.
  return { kind: 'file', bytes: Buffer.concat(parts) };
}
