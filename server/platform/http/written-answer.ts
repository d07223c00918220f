import { z } from 'zod';
import type { WrittenAnswer } from './route.ts';

export function isWritten(answer: unknown): answer is WrittenAnswer {
  return typeof answer === 'object' && answer !== null && 'writtenJson' in answer;
}

/** A value as every answer writes it: only what its schema names. @throws ZodError */
export function writeJson<Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>): string {
  return JSON.stringify(z.encode(schema, value));
}
