export { accessReviewRoutes } from './routes.ts';
export { viewerContextOf } from './viewer-context.ts';
