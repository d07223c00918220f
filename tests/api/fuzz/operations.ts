import fc from 'fast-check';
import { fitting, fromSchema, type Known, type Schema } from './from-schema.ts';
import { hostileSegment, spoil } from './hostile.ts';

type Parameter = { name: string; in: string; schema?: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json'?: { schema: Schema } } };
};
export type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** One request as it goes over the wire. */
export type Shot = {
  method: string;
  /** The route it aims at, as the description writes it. */
  route: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
};

/** Arbitrary requests for each operation of the description. */
export function listOperations(api: OpenApi, known: Known): { name: string; shots: fc.Arbitrary<Shot> }[] {
  return Object.entries(api.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${route}`,
      shots: shotsAt(method.toUpperCase(), route, operation, { schemas: api.components.schemas, known }),
    })),
  );
}

function shotsAt(
  method: string,
  route: string,
  { parameters = [], requestBody }: Operation,
  scene: { schemas: Record<string, Schema>; known: Known },
): fc.Arbitrary<Shot> {
  const valueFor = ({ name, schema = {} }: Parameter) =>
    fc.oneof(
      { weight: 5, arbitrary: fitting(schema, scene, name).map((value) => encodeURIComponent(String(value))) },
      { weight: 1, arbitrary: hostileSegment },
    );
  const inPath = parameters.filter((one) => one.in === 'path');
  const inQuery = parameters.filter((one) => one.in === 'query');
  const path = fc.tuple(...inPath.map(valueFor)).map((values) => {
    let at = 0;
    return route.replace(/\{\w+\}/g, () => values[at++] ?? '');
  });
  const query = fc
    .tuple(...inQuery.map((one) => fc.option(valueFor(one).map((value) => `${one.name}=${value}`))))
    .chain((pairs) => {
      const asked = pairs.filter((pair) => pair !== null);
      // Twice the same, and one nobody asked for.
      return fc.constantFrom(asked, asked, asked, [...asked, ...asked], [...asked, 'extra=%00']);
    });
  const schema = requestBody?.content['application/json']?.schema;
  const body = fromSchema(schema, scene).chain((value) => spoil(toJson(value)));
  const headers = fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Record<string, string>>(
        { 'idempotency-key': 'k' },
        { 'idempotency-key': 'k'.repeat(300) },
        { 'accept-language': 'en;q=0.1,<script>' },
        { origin: 'https://evil.example' },
        { 'last-event-id': '-1' },
        { 'x-forwarded-for': "203.0.113.1, ' OR 1=1" },
        { accept: 'text/html' },
      ),
    },
  );
  return fc.tuple(path, query, body, headers).map(([where, asked, sent, more]) => ({
    method,
    route,
    url: asked.length > 0 ? `${where}?${asked.join('&')}` : where,
    headers: { ...more, ...(method !== 'GET' && sent.type !== undefined && { 'content-type': sent.type }) },
    ...(method !== 'GET' && sent.type !== undefined && { body: sent.text }),
  }));
}

/** Half surrogates as escapes, as they would travel. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
