export { alertPeople } from './commands/alert-people.ts';
export type { AlertingContext } from './context.ts';
export { translateAlertEvents } from './live-topics.ts';
export type { Alert, Notice, Reached } from './notice.ts';
export { listNotices } from './queries/list-notices.ts';
