import type { Choice } from '#events/speech';
import type { Told } from './conversation.ts';
import { answer, call, inTouch, type Spoken } from './prompts.ts';
import { sayDistance, sayTime, type Words } from './say.ts';

/** News about an incident, as its reporters are told. */
export type Update =
  | { news: 'opened'; code: string; station: string; place: string; distanceMetres: number }
  | { news: 'acknowledged'; code: string; station: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'eta-changed'; code: string; etaMinutes: number; etaAt: Date }
  | { news: 'en-route'; code: string; etaMinutes: number | null; etaAt: Date | null }
  | { news: 'on-scene' | 'resolved' | 'closed' | 'reopened' | 'cancelled'; code: string }
  | { news: 'transferred'; code: string; station: string };

/** Puts news into words and buttons. */
export function speakUpdate(update: Update, words: Words, silent: boolean): Spoken {
  switch (update.news) {
    case 'opened':
      return sayOpened(update, words, silent);
    case 'acknowledged':
      return sayWithPromise(words('acknowledged.title', { station: update.station }), update, words);
    case 'eta-changed':
      return sayPromise(words('eta-changed.title'), update, words);
    case 'en-route':
      return sayWithPromise(words('en-route'), update, words);
    case 'on-scene':
      return sayLine(words('on-scene'), inTouch(words));
    case 'resolved':
      return sayLine(words('resolved'), [answer(words, 'choice.nobody-came', 'nobody-came'), call(words, '191')]);
    case 'closed':
      return sayLine(words('closed', { code: update.code }), [
        ...[1, 2, 3, 4, 5].map((stars) => {
          return { kind: 'answer', label: words('choice.stars', { stars }), data: `rate:${stars}` } as const;
        }),
        answer(words, 'choice.nobody-came', 'nobody-came'),
        call(words, '1300'),
      ]);
    case 'reopened':
    case 'cancelled':
      return sayLine(words(update.news, { code: update.code }), inTouch(words));
    case 'transferred':
      return sayLine(words('transferred', { code: update.code, station: update.station }), inTouch(words));
  }
}

/** What the reporter knows after hearing it. */
export function toldAfter(update: Update, before: Told | null, now: Date): Told {
  const told = before ?? { status: 'waiting', code: update.code, since: now.toISOString(), etaAt: null };
  switch (update.news) {
    case 'opened':
    case 'reopened':
    case 'transferred':
      return { ...told, status: 'waiting', since: now.toISOString(), etaAt: null };
    case 'acknowledged':
      return { ...told, status: 'acknowledged', etaAt: update.etaAt?.toISOString() ?? null };
    case 'eta-changed':
      return { ...told, etaAt: update.etaAt.toISOString() };
    case 'en-route':
      return { ...told, status: 'en-route', etaAt: update.etaAt?.toISOString() ?? told.etaAt };
    default:
      return { ...told, status: update.news, etaAt: null };
  }
}

function sayOpened(update: Extract<Update, { news: 'opened' }>, words: Words, silent: boolean): Spoken {
  const { code, station, place, distanceMetres } = update;
  // A silent reporter's screen names no station and no place: whoever looks over the shoulder learns nothing.
  const lines = silent
    ? [words('opened.no-call'), words('opened.code', { code })]
    : [
        place,
        words('opened.distance', { distance: sayDistance(words, distanceMetres) }),
        words('opened.code', { code }),
      ];
  const title = words('opened.title', { station });
  return {
    parts: [{ kind: 'card', tone: 'neutral', title, big: words('opened.waiting'), lines, buttons: [] }],
    choices: inTouch(words),
  };
}

/** The time as a card that is seen at a glance; a line where no time was promised. */
function sayWithPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number | null; etaAt: Date | null },
  words: Words,
): Spoken {
  if (etaMinutes === null || !etaAt) return sayLine(title, inTouch(words));
  return sayPromise(title, { code, etaMinutes, etaAt }, words);
}

function sayPromise(
  title: string,
  { code, etaMinutes, etaAt }: { code: string; etaMinutes: number; etaAt: Date },
  words: Words,
): Spoken {
  const big = words('card.minutes', { minutes: etaMinutes });
  const lines = [words('card.about', { time: sayTime(etaAt), code })];
  const label = words('card.arrives-in');
  return { parts: [{ kind: 'card', tone: 'good', title, label, big, lines, buttons: [] }], choices: inTouch(words) };
}

function sayLine(text: string, choices: Choice[]): Spoken {
  return { parts: [{ kind: 'text', text }], choices };
}
