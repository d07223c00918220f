import { lazyPart } from '../../ui/lazy-part.ts';

export { followCases } from './follow-cases.ts';
/** Loaded when it is shown, so that no alarm waits for it. */
export const InCareFact = lazyPart(() => import('./early/InCareFact.tsx'));
