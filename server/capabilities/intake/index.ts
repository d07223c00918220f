export { chaseUnfinished, giveUpUnfinished } from './commands/chase-unfinished.ts';
export { noteMediaStored } from './commands/note-channel-news.ts';
export { receiveFromReporter } from './commands/receive-from-reporter.ts';
export type { IntakeContext } from './context.ts';
export { translateReportEvents, UNFINISHED_AUDIENCE, UNFINISHED_PHONE_AUDIENCE } from './live-topics.ts';
export { maskUnfinished } from './mask-unfinished.ts';
export { listScreens, type ShowScreen } from './queries/list-screens.ts';
export { registerIntakeReactions } from './reactions.ts';
export { listUnfinished } from './store-unfinished.ts';
