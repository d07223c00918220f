import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { WrittenAnswer } from './route.ts';

export function isWritten(answer: unknown): answer is WrittenAnswer {
  return typeof answer === 'object' && answer !== null && 'writtenJson' in answer;
}

/** A value as every answer writes it: only what its schema names. @throws ZodError */
export function writeJson<Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>): string {
  return JSON.stringify(z.encode(schema, value));
}

/** Sends the pieces without a copy of what they are together: a megabyte made for each answer is work for the garbage collector. */
export function sendWritten(reply: FastifyReply, { writtenJson }: WrittenAnswer): FastifyReply {
  const bytes = writtenJson.reduce((sum, { length }) => sum + length, 0);
  return reply
    .type('application/json; charset=utf-8')
    .header('content-length', bytes)
    .send(Readable.from(writtenJson, { objectMode: false }));
}
