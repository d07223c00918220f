import type { Actor } from '#capabilities/access';
import { createViewRecorder } from '#capabilities/audit';
import type { Capability } from '#platform/capability';
import type { AccessReviewContext } from './queries/get-incident-views.ts';
import { accessReviewRoutes } from './routes.ts';
import { viewerContextOf } from './viewer-context.ts';

export function createAccessReview(context: AccessReviewContext) {
  return {
    routes: accessReviewRoutes(context),
    /** Records a view with what the review needs to know of the viewer. */
    recordView: createViewRecorder<Actor>(context.clock, (actor) => viewerContextOf(context.jurisdiction, actor)),
  } satisfies Capability<Actor> & Record<string, unknown>;
}
