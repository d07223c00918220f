export { askDueWelfare } from './commands/check-welfare.ts';
export { registerLiveRoute } from './live-route.ts';
export { translateCallBackEvents } from './live-topics.ts';
export { registerDispatchReactions } from './reactions.ts';
export { dispatchRoutes } from './routes.ts';
export { moveCalls } from './store-set-back.ts';
