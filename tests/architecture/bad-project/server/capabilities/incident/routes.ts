// routes-and-reactions-use-commands-and-queries
import { find } from './store.ts';

export const routes = find;

// a schema that throws on what a stranger sent: found by unchecked-parse.test.ts
declare const schema: { parse(value: unknown): unknown };
export const read = (request: { body: unknown }) => schema.parse(request.body);
