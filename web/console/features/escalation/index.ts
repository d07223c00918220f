import { lazyPart } from '../../ui/lazy-part.ts';

/** Public API of the escalation feature: loaded when it is shown, so that no alarm waits for it. */
export const EscalationState = lazyPart(() => import('./EscalationState.tsx'));
