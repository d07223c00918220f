import type { HelpLinkView, HelpPlaces, SaveHelpLink } from '#contract/help-link';
import type { HelpPictureKind } from '#contract/help-pictures';

/** Refused by the server, with its text for people. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

type Problem = { code?: string; title?: string; detail?: string };

async function post<Answer>(path: string, token: string, body: object, keepalive = false): Promise<Answer> {
  const answer = await send(
    path,
    { 'content-type': 'application/json' },
    JSON.stringify({ token, ...body }),
    keepalive,
  );
  return (await answer.json()) as Answer;
}

async function send(path: string, headers: object, body: BodyInit, keepalive = false): Promise<Response> {
  const answer = await fetch(`/api/v1/help-link/${path}`, {
    method: 'POST',
    headers: { 'accept-language': document.documentElement.lang, ...headers },
    body,
    credentials: 'omit',
    keepalive,
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  throw new Refused(problem.code ?? `http/${answer.status}`, problem.detail ?? problem.title ?? '');
}

/** What the holder of a link may ask. The token goes in the body, never in an address. */
export function createRequestApi(token: string) {
  return {
    open: () => post<HelpLinkView>('open', token, {}),
    /** `leaving`: the page is being closed, and the request must outlive it. */
    save: (typed: SaveHelpLink, leaving = false) => post<HelpLinkView>('save', token, typed, leaving),
    submit: (sure: boolean) => post<HelpLinkView>('submit', token, { sure }),
    answerReceipt: (answer: string) => post<HelpLinkView>('receipt', token, { answer }),
    appeal: (text: string) => post<HelpLinkView>('appeal', token, { text }),
    withdraw: (reason: string) => post<HelpLinkView>('withdraw', token, { reason }),
    /** `key`: sent again after the line was lost, it is stored once. */
    async addPicture(kind: HelpPictureKind, picture: Blob, key: string): Promise<{ id: string }> {
      const [id = ''] = token.split('.');
      const headers = { 'content-type': picture.type || 'image/jpeg', 'x-help-link': token, 'idempotency-key': key };
      return (await (await send(`${id}/pictures?kind=${kind}`, headers, picture)).json()) as { id: string };
    },
    async picture(pictureId: string): Promise<Blob> {
      const body = JSON.stringify({ token, pictureId });
      return (await send('picture', { 'content-type': 'application/json' }, body)).blob();
    },
    removePicture: (pictureId: string) => post<HelpLinkView>('remove-picture', token, { pictureId }),
    searchPlaces: (text: string) => post<HelpPlaces>('places', token, { text }),
  };
}
export type RequestApi = ReturnType<typeof createRequestApi>;
