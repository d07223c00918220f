export { registerLiveRoute } from './live-route.ts';
export { dispatchRoutes } from './routes.ts';
