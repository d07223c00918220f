import { config } from 'zod/v4';

/**
 * What `zod` is in this page (`vite.config.ts`). zod tries to compile its checks with `new Function` when the
 * first object schema is made; a strict content security policy reports even the attempt.
 */
config({ jitless: true });

export { z } from 'zod/v4';
