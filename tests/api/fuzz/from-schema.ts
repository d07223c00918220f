import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';

/** As much of JSON Schema as our OpenAPI description uses. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

/** Values that exist in the system, by the name of the field that would hold them. */
export type Known = (field: string) => unknown[] | undefined;
type Scene = { schemas: Record<string, Schema>; known: Known };

/**
 * Bodies for a schema: most as it asks, with values that exist, so that the checks behind the first are tried as well;
 * the rest with fields missing, added, of wrong types or hostile.
 */
export function fromSchema(schema: Schema | undefined, scene: Scene): fc.Arbitrary<unknown> {
  if (!schema) return hostileValue;
  return fc.oneof(
    { weight: 6, arbitrary: fitting(schema, scene, '') },
    { weight: 3, arbitrary: bent(schema, scene) },
    { weight: 1, arbitrary: hostileValue },
  );
}

/** As the schema asks. */
export function fitting(given: Schema, scene: Scene, field: string): fc.Arbitrary<unknown> {
  const schema = resolve(given, scene);
  const known = scene.known(field);
  if (known && known.length > 0) return fc.constantFrom(...known);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, scene, field)));
  if (schema.allOf)
    return fitting(Object.assign({}, ...schema.allOf.map((part) => resolve(part, scene))), scene, field);
  const types = [schema.type ?? (schema.properties ? 'object' : 'null')].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, scene, field)));
}

function ofType(type: string, schema: Schema, scene: Scene, field: string): fc.Arbitrary<unknown> {
  const { minimum = -1000, maximum = 1000 } = schema;
  switch (type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: Math.ceil(Math.max(minimum, -1e9)), max: Math.floor(Math.min(maximum, 1e9)) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(schema.items ?? {}, scene, field), { maxLength: 4 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, of]) => [name, fitting(of, scene, name)]);
      return fc.record<Record<string, unknown>>(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
    }
    default:
      return fc.constant(null);
  }
}

function text({ format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.constantFrom('nobody@ess.example', 'ไม่มี@ess.example');
  if (format === 'date-time') return fc.constantFrom('2026-11-21T02:00:00.000Z', '2099-01-01T00:00:00Z');
  if (format === 'date') return fc.constantFrom('2026-11-21', '2099-01-01');
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 60) });
}

/** An object of the right fields of which some are missing, strange or more than asked. */
function bent(given: Schema, scene: Scene): fc.Arbitrary<unknown> {
  const schema = resolve(given, scene);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map((choice) => bent(choice, scene)));
  const fields = Object.entries(schema.properties ?? {});
  const oddField = (name: string, of: Schema) =>
    fc.oneof(
      { weight: 3, arbitrary: fitting(of, scene, name) },
      { weight: 1, arbitrary: hostileText },
      { weight: 1, arbitrary: hostileValue },
    );
  const record = Object.fromEntries(fields.map(([name, of]) => [name, oddField(name, of)]));
  const more = fc.dictionary(
    fc.constantFrom('extra', 'id', 'userId', 'permissions', '$where', 'toString'),
    hostileValue,
    {
      maxKeys: 1,
    },
  );
  return fc.tuple(fc.record(record, { requiredKeys: [] }), more).map(([own, added]) => ({ ...own, ...added }));
}

function resolve(schema: Schema, { schemas }: Scene): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (schemas[name] ?? {}) : schema;
}
