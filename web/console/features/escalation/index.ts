import { lazy } from 'react';

/** Public API of the escalation feature: loaded when it is shown, so that no alarm waits for it. */
export const EscalationState = lazy(() => import('./EscalationState.tsx'));
