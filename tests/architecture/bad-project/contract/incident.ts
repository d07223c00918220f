// contract-imports-only-zod
import { getClock } from '#platform/clock';

export const incident = getClock();
