import { z } from 'zod';

/**
 * zod tries to compile its checks with `new Function` when the first object schema is made; a strict content security
 * policy reports even the attempt. So this is imported before any schema, and shares a chunk with zod (`chunks.ts`),
 * because the order in which chunks run is not ours.
 */
z.config({ jitless: true });
