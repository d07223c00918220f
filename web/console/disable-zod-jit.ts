import { z } from 'zod';

/**
 * zod compiles its checks with `new Function` where it may; a strict content security policy forbids even the trying, and
 * it tries when the first object schema is made. So this is imported before anything with a schema, and stands in one
 * chunk with zod (`chunks.ts`): chunks run in an order of their own.
 */
z.config({ jitless: true });
