import { lazyPart } from '../../ui/lazy-part.ts';

export { CASES_KEY } from './cases-key.ts';
export { followCases } from './follow-cases.ts';
/** Loaded when it is shown, so that no alarm waits for it. */
export const InCareFact = lazyPart(() => import('./early/InCareFact.tsx'));
/** How somebody can be reached without danger: wherever a call or a visit may follow. */
export const SafeContact = lazyPart(() =>
  import('./cases/SafeContact.tsx').then(({ SafeContact: part }) => ({ default: part })),
);
