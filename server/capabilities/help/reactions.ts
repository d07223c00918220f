import {
  askNextField,
  openFormByLine,
  showStatusByLine,
  takeFieldAnswer,
  takeReceiptByLine,
} from './commands/answer-requester.ts';
import { keepNews } from './commands/tell-requester.ts';
import type { RequesterContext } from './context.ts';

/** What people say about their request in LINE, and what they are to be told of it. */
export function registerHelpReactions(context: RequesterContext): void {
  const { events } = context;
  events.on('help-news', (work, news) => keepNews(work, news));
  events.on('help-form-wanted', (work, wanted) => openFormByLine(context, work, wanted));
  events.on('help-status-wanted', (work, wanted) => showStatusByLine(context, work, wanted));
  events.on('help-correction-wanted', (work, wanted) => askNextField(context, work, wanted));
  events.on('help-field-answered', (work, answered) => takeFieldAnswer(context, work, answered));
  events.on('help-receipt-answered', (work, answered) => takeReceiptByLine(context, work, answered));
}
