export { registerLiveRoute } from './live-route.ts';
export { translateCallBackEvents } from './live-topics.ts';
export { registerControlRoomReactions } from './reactions.ts';
export { controlRoomRoutes } from './routes.ts';
export { moveCalls } from './store-set-back.ts';
