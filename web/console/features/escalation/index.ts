import { lazy } from 'react';

/** Public API of the escalation feature. Both are loaded when they are shown, so that no alarm waits for them. */
export const EscalationState = lazy(() => import('./EscalationState.tsx'));
