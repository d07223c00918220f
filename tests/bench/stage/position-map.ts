import { Agent, get } from 'node:http';
import type { PositionsEvent } from '../../../contract/unit-position.ts';

export type PositionMap = { received: { frames: number; bytes: number }; close(): void };

/** The stream of positions of one open console; without `onEvent` it is counted and not read. */
export function openPositionMap(
  url: string,
  cookie: string,
  onEvent?: (event: PositionsEvent) => void,
): Promise<PositionMap> {
  return new Promise((opened, failed) => {
    const map: PositionMap = { received: { frames: 0, bytes: 0 }, close: () => asking.destroy() };
    const agent = new Agent({ keepAlive: false });
    const asking = get(`${url}/api/v1/positions/live`, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) return void failed(new Error(`positions answered ${response.statusCode}`));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        map.received.bytes += Buffer.byteLength(chunk);
        map.received.frames += chunk.split('\ndata: ').length - 1;
        if (!onEvent) return;
        text += chunk;
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const frame = text.slice(0, end);
          text = text.slice(end + 2);
          if (frame.startsWith('data: ')) onEvent(JSON.parse(frame.slice(6)) as PositionsEvent);
        }
      });
      response.on('error', () => {});
      opened(map);
    });
    asking.on('error', failed);
  });
}
