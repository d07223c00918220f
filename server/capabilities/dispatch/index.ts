export { READINESS_TOPIC } from './commands/set-station-readiness.ts';
export { registerLiveRoute } from './live-route.ts';
export { dispatchRoutes } from './routes.ts';
