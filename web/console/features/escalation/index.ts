import { lazy } from 'react';

/** Door of the escalation feature; both are fetched when they are shown: an alarm must not wait for them. */
export const EscalationState = lazy(() => import('./EscalationState.tsx'));
export const EscalationPoliciesPage = lazy(() => import('./EscalationPoliciesPage.tsx'));
