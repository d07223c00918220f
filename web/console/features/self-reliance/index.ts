import { lazyPart } from '../../ui/lazy-part.ts';

/** On the page of a case: the plan of its family. */
export const FamilyCard = lazyPart(() => import('./FamilyCard.tsx'));
/** On a worker's day: families that wait for something. */
export const DueFamilies = lazyPart(() => import('./DueFamilies.tsx'));
