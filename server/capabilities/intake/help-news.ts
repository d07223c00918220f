import type { Choice } from '#events/outgoing-message';
import type { MessageContent } from './prompts.ts';
import type { MessageKey, Translate } from './translate.ts';

/** A text in both languages; which one is sent depends on the person. */
export type InBoth = Readonly<Record<'th' | 'en', string>>;
/** A field that was sent back, and why. */
export type ReturnedField = { label: InBoth; reason: string };

/** What a person is told about their request for help. `url` is their own link to it. */
export type HelpNews =
  | { kind: 'form' | 'form-again'; url: string }
  | { kind: 'status'; code: string; status: InBoth; url: string }
  | { kind: 'returned'; requestId: string; code: string; fields: ReturnedField[]; inChat: boolean; url: string }
  /** The next field is asked for; what they write now is its answer. */
  | { kind: 'ask-field' | 'field-wrong'; requestId: string; field: string; asked: ReturnedField; url: string }
  | { kind: 'on-form'; fields: ReturnedField[]; url: string }
  | { kind: 'corrected' | 'gone' | 'thanks' | 'not-received'; url: string }
  | { kind: 'got-it'; requestId: string; code: string; what: InBoth; url: string };

/** Longer lists are read on the form. */
const MOST_FIELDS = 8;

/** The message: what happened, what can be answered here, and the link. */
export function renderHelpNews(news: HelpNews, translate: Translate): MessageContent {
  const { names } = translate;
  const button = (key: MessageKey, data: string): Choice => ({ kind: 'answer', label: translate(key), data });
  // A button in the message stays; those below the chat vanish with the next message, and LINE on a PC shows none.
  const say = (text: string, choices: Choice[]): MessageContent => {
    const [title = '', ...lines] = text.split('\n').filter((line) => line !== '');
    const links = choices.filter(({ kind }) => kind === 'link');
    if (links.length === 0) return { parts: [{ kind: 'text', text }], choices };
    const card = { kind: 'card', tone: 'neutral', title, lines, buttons: links } as const;
    return { parts: [card], choices: choices.filter(({ kind }) => kind !== 'link') };
  };
  const open = (key: MessageKey): Choice => ({ kind: 'link', label: translate(key), url: news.url });
  switch (news.kind) {
    case 'form':
      return say(translate('help-news.form'), [open('choice.help-form')]);
    case 'form-again':
      return say(translate('help-news.form-again'), [open('choice.help-form')]);
    case 'status': {
      const { code, status } = news;
      return say(translate('help-news.status', { code, status: status[names] }), [open('choice.help-open')]);
    }
    case 'returned': {
      const { code, fields, requestId, inChat } = news;
      // Nothing of a form stands in a chat that must give nothing away.
      const chat = inChat && !translate.isSilent ? [button('choice.help-correct', `help-correct::${requestId}`)] : [];
      const text = translate('help-news.returned', { code, count: fields.length, list: listFields(fields, names) });
      return say(text, [...chat, open('choice.help-form')]);
    }
    case 'ask-field':
    case 'field-wrong': {
      const { asked, requestId, field } = news;
      const values = { label: asked.label[names], reason: asked.reason };
      const text =
        news.kind === 'ask-field'
          ? translate('help-news.ask-field', values)
          : translate('help-news.field-wrong', values);
      return say(text, [button('choice.help-later', `help-later:${field}:${requestId}`), open('choice.help-form')]);
    }
    case 'on-form':
      return say(translate('help-news.on-form', { list: listFields(news.fields, names) }), [open('choice.help-form')]);
    case 'corrected':
      return say(translate('help-news.corrected'), [open('choice.help-open')]);
    case 'gone':
      return say(translate('help-news.gone'), [open('choice.help-open')]);
    case 'thanks':
      return say(translate('help-news.thanks'), [open('choice.help-open')]);
    case 'not-received':
      return say(translate('help-news.not-received'), [open('choice.help-open')]);
    case 'got-it': {
      const { code, what, requestId } = news;
      return say(translate('help-news.got-it', { code, what: what[names] }), [
        button('choice.help-got-received', `help-got:received:${requestId}`),
        button('choice.help-got-partly', `help-got:partly:${requestId}`),
        button('choice.help-got-not', `help-got:not-received:${requestId}`),
      ]);
    }
  }
}

function listFields(fields: readonly ReturnedField[], names: 'th' | 'en'): string {
  const lines = fields.slice(0, MOST_FIELDS).map(({ label, reason }, at) => `${at + 1}. ${label[names]}: ${reason}`);
  return fields.length > MOST_FIELDS ? [...lines, '…'].join('\n') : lines.join('\n');
}
