/** The state of the page's live connection. Times are of the device's clock. */
export type ConnectionState =
  | { state: 'connecting' }
  | { state: 'up'; wasDown: boolean }
  | { state: 'down'; since: number; attempt: number }
  | { state: 'signed-out' };

/** The server sends something at least every 10 s; after two and a half intervals the connection counts as down. */
export const SILENT_FOR_MS = 25_000;

export function connectionUp(connection: ConnectionState): ConnectionState {
  return connection.state === 'up' ? connection : { state: 'up', wasDown: connection.state === 'down' };
}

export function connectionDown(connection: ConnectionState, now: number): ConnectionState {
  return connection.state === 'down'
    ? { ...connection, attempt: connection.attempt + 1 }
    : { state: 'down', since: now, attempt: 0 };
}

export function hasGoneSilent(lastReceivedAt: number, now: number): boolean {
  return now - lastReceivedAt > SILENT_FOR_MS;
}
