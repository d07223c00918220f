import { Agent, get } from 'node:http';
import type { LiveEvent } from '../../../contract/live.ts';

export type Frame = { id: number; data: LiveEvent; bytes: number };

export type ConsoleStream = {
  /** Bytes and frames that came, pings left out. */
  received: { frames: number; bytes: number };
  lastId: number | undefined;
  close(): void;
};

type Listening = {
  cookie: string;
  after?: number;
  /** Without it frames are counted and not read. */
  onFrame?(frame: Frame): void;
  onEnd?(): void;
};

/** The live stream of one open console, read frame by frame. Resolves when the server has answered. */
export function openConsole(url: string, { cookie, after, onFrame, onEnd }: Listening): Promise<ConsoleStream> {
  return new Promise((opened, failed) => {
    const address = `${url}/api/v1/live${after === undefined ? '' : `?after=${after}`}`;
    const agent = new Agent({ keepAlive: false });
    const stream: ConsoleStream = { received: { frames: 0, bytes: 0 }, lastId: after, close: () => asking.destroy() };
    const read = (text: string) => {
      const id = /^id: (\d+)$/m.exec(text)?.[1];
      if (id) stream.lastId = Number(id);
      const dataAt = text.indexOf('data: ');
      if (!id || dataAt === -1 || text.includes('event: ping')) return;
      const bytes = Buffer.byteLength(text) + 2;
      stream.received.frames += 1;
      stream.received.bytes += bytes;
      onFrame?.({ id: Number(id), data: JSON.parse(text.slice(dataAt + 6)) as LiveEvent, bytes });
    };
    const asking = get(address, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) return void failed(new Error(`the live stream answered ${response.statusCode}`));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          read(text.slice(0, end));
          text = text.slice(end + 2);
        }
      });
      response.on('error', () => {});
      response.on('close', () => onEnd?.());
      opened(stream);
    });
    asking.on('error', failed);
  });
}
