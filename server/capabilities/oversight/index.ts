export { oversightRoutes } from './routes.ts';
export { standingOf } from './standing.ts';
