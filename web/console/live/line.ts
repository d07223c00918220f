/** What the page knows of its live connection. Times are of the device's clock. */
export type Line =
  | { state: 'connecting' }
  | { state: 'up'; wasDown: boolean }
  | { state: 'down'; since: number; attempt: number }
  | { state: 'signed-out' };

/** The server sends something at least every 10 s; two missed and a half mean that nobody is at the other end. */
export const SILENT_FOR_MS = 25_000;

export function lineUp(line: Line): Line {
  return line.state === 'up' ? line : { state: 'up', wasDown: line.state === 'down' };
}

export function lineDown(line: Line, now: number): Line {
  return line.state === 'down' ? { ...line, attempt: line.attempt + 1 } : { state: 'down', since: now, attempt: 0 };
}

export function hasGoneSilent(lastHeardAt: number, now: number): boolean {
  return now - lastHeardAt > SILENT_FOR_MS;
}
