import type { HelpLinkView, HelpPlaces, SaveHelpLink } from '#contract/help-link';

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
  const answer = await fetch(`/api/v1/help-link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify({ token, ...body }),
    credentials: 'omit',
    keepalive,
  });
  if (answer.ok) return (await answer.json()) as Answer;
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
    searchPlaces: (text: string) => post<HelpPlaces>('places', token, { text }),
  };
}
export type RequestApi = ReturnType<typeof createRequestApi>;
