import { randomBytes } from 'node:crypto';
import { makePlacementCode } from '#contract/placement-code';

/** A new code, of the system's own chance: nobody finds a placement by counting. */
export const newPlacementCode = (): string => makePlacementCode(randomBytes);
