import { readKeeping } from '#platform/keeping';
import known from '../../../database/reference-data/care-keeping.json' with { type: 'json' };

/** Kinds of ended cases by how long they are kept. */
const KINDS = ['not-opened', 'closed', 'closed-minor'] as const;
export type KeptKind = (typeof KINDS)[number];

/** Whatever ended before this moment has been kept long enough. */
export const keptSince = readKeeping(known, KINDS);
