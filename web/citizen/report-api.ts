import type {
  ChangeWebReport,
  NewWebReport,
  PinPlace,
  WebReportCreated,
  WebReportStatus,
} from '#contract/citizen-report';
import type { LatLng } from '#contract/position';

/** `contract/citizen-report.ts` has it with the schemas, which would bring zod into the page. */
const SECRET_HEADER = 'x-report-secret';
const PIN_HEADER = 'x-report-pin';
const GIVE_UP_MS = 15_000;
const PHOTO_GIVE_UP_MS = 120_000;

/** Who holds both is the reporter. */
export type Key = { code: string; secret: string };

/** The server answered, and said no. Everything else that fails is the line. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

async function ask(
  method: string,
  path: string,
  { key, pin, body, type = 'application/json', keepalive = false, signal }: Asked = {},
): Promise<Response> {
  const answer = await fetch(`/api/v1/reports${path}`, {
    method,
    headers: {
      'accept-language': document.documentElement.lang,
      ...(body !== undefined && { 'content-type': type }),
      ...(key && { [SECRET_HEADER]: key.secret }),
      ...(pin && { [PIN_HEADER]: `${pin.lat.toFixed(6)},${pin.lng.toFixed(6)}` }),
    },
    ...(body !== undefined && { body }),
    credentials: 'omit',
    cache: 'no-store',
    keepalive,
    signal: signal ?? AbortSignal.timeout(GIVE_UP_MS),
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { title?: string };
  throw new Refused(answer.status, problem.title ?? '');
}
type Asked = {
  key?: Key;
  pin?: LatLng;
  body?: BodyInit;
  type?: string;
  keepalive?: boolean;
  signal?: AbortSignal;
};

const at = ({ code }: Key, rest = ''): string => `/${encodeURIComponent(code)}${rest}`;

/** `keepalive`: it goes out although the page is left. */
export async function sendReport(report: NewWebReport, keepalive = false): Promise<WebReportCreated> {
  return (await ask('POST', '', { body: JSON.stringify(report), keepalive })).json() as Promise<WebReportCreated>;
}

export async function changeReport(key: Key, change: ChangeWebReport, keepalive = false): Promise<WebReportStatus> {
  return (
    await ask('PATCH', at(key), { key, body: JSON.stringify(change), keepalive })
  ).json() as Promise<WebReportStatus>;
}

export async function getStatus(key: Key): Promise<WebReportStatus> {
  return (await ask('GET', at(key, '/status'), { key })).json() as Promise<WebReportStatus>;
}

/** The name of the place under a pin. */
export async function namePin(pin: LatLng, signal: AbortSignal): Promise<PinPlace> {
  return (await ask('GET', '/pin', { pin, signal })).json() as Promise<PinPlace>;
}

export async function sendPhoto(key: Key, photo: Blob): Promise<WebReportStatus> {
  const signal = AbortSignal.timeout(PHOTO_GIVE_UP_MS);
  const asked = { key, body: photo, type: photo.type || 'image/jpeg', signal };
  return (await ask('POST', at(key, '/photos'), asked)).json() as Promise<WebReportStatus>;
}

/** `onSign`: anything came, so the line is alive. */
type Follow = { onNews(): void; onSign(): void; signal: AbortSignal };

/** Reads the live stream until it ends; news say that the status is to be read again. By `fetch`, because the secret stands in a header. */
export async function followReport(key: Key, { onNews, onSign, signal }: Follow): Promise<void> {
  const { body } = await ask('GET', at(key, '/live'), { key, signal });
  if (!body) throw new Error('no stream');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onSign();
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    if (events.some((event) => /^data: ?.*"(?:changed|reload)"/m.test(event))) onNews();
  }
}
