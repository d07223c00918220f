import { randomBytes } from 'node:crypto';
import type {
  ChangeWebReport,
  NewWebReport,
  WebReportCreated,
  WebReportStatus,
} from '../../contract/citizen-report.ts';
import { REPORT_SECRET_HEADER } from '../../contract/citizen-report.ts';
import { type Answer, until } from './officer.ts';

/** An id as the page draws one: UUID version 7. */
export function drawClientId(): string {
  const hex = [...randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

/** Where the phone is, as its browser says it. */
export function fix({ lat, lng }: { lat: number; lng: number }, accuracyMetres: number, at: Date = new Date()) {
  return { lat, lng, source: 'device-gps', accuracyMetres, at: at.toISOString() } as const;
}

/** Someone at the citizen page: everything through HTTP, as the page does it. */
export type WebReporter = {
  clientId: string;
  report(said?: Partial<NewWebReport>): Promise<WebReportCreated>;
  /** The same without looking at the answer. */
  send(said?: Partial<NewWebReport>): Promise<Answer<WebReportCreated>>;
  say(change: ChangeWebReport): Promise<Answer<WebReportStatus>>;
  status(): Promise<WebReportStatus>;
  /** Waits until the page shows it. */
  sees(fits: (status: WebReportStatus) => boolean): Promise<WebReportStatus>;
  photo(bytes: Buffer, type?: string): Promise<Answer<WebReportStatus>>;
  /** Counts the news of the live stream. */
  follow(): { news: string[]; close(): void };
};

/** `from`: the network address that the proxy before the server says. */
export function webReporter(
  url: string,
  { clientId = drawClientId(), from }: { clientId?: string; from?: string } = {},
): WebReporter {
  let key: { code: string; secret: string } | undefined;
  const headers = () => ({ [REPORT_SECRET_HEADER]: key?.secret ?? '' });
  const path = (rest = '') => `${url}/api/v1/reports/${key?.code}${rest}`;
  const answerOf = async <Body>(response: Response): Promise<Answer<Body>> => ({
    status: response.status,
    body: (await response.json()) as Body,
  });
  const reporter: WebReporter = {
    clientId,
    async send(said = {}) {
      const body = JSON.stringify({ clientId, ...said });
      const headers = { 'content-type': 'application/json', ...(from && { 'x-forwarded-for': from }) };
      return answerOf(await fetch(`${url}/api/v1/reports`, { method: 'POST', headers, body }));
    },
    async report(said) {
      const { status, body } = await reporter.send(said);
      if (status !== 201) throw new Error(`a report was answered ${status} ${JSON.stringify(body)}`);
      key = body;
      return body;
    },
    async say(change) {
      const init = { method: 'PATCH', headers: { ...headers(), 'content-type': 'application/json' } };
      return answerOf(await fetch(path(), { ...init, body: JSON.stringify(change) }));
    },
    async status() {
      const { status, body } = await answerOf<WebReportStatus>(await fetch(path('/status'), { headers: headers() }));
      if (status !== 200) throw new Error(`the status was answered ${status} ${JSON.stringify(body)}`);
      return body;
    },
    sees: (fits) =>
      until(async () => {
        const status = await reporter.status();
        return fits(status) ? status : undefined;
      }),
    async photo(bytes, type = 'image/jpeg') {
      const init = { method: 'POST', headers: { ...headers(), 'content-type': type }, body: new Uint8Array(bytes) };
      return answerOf(await fetch(path('/photos'), init));
    },
    follow() {
      const news: string[] = [];
      const stop = new AbortController();
      void (async () => {
        const response = await fetch(path('/live'), { headers: headers(), signal: stop.signal });
        const decoder = new TextDecoder();
        let text = '';
        for await (const chunk of response.body ?? []) {
          text += decoder.decode(chunk, { stream: true });
          const frames = text.split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) {
            const data = /^data: (.*)$/m.exec(frame)?.[1];
            if (frame.includes('event: ping')) news.push('ping');
            else if (data) news.push(JSON.parse(data).event);
          }
        }
      })().catch(() => {});
      return { news, close: () => stop.abort() };
    },
  };
  return reporter;
}
