import { existsSync, readFileSync } from 'node:fs';
import type { AnySchema, ErrorObject } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formatsModule from 'ajv-formats';
import { parse } from 'yaml';

type Schema = { [key: string]: unknown };
type Discriminated = { propertyName: string; mapping: Record<string, string> };

/** LINE's own files, where someone has put them beside the checkout; they are never part of the repository. */
const folder = new URL('../../../shared/line-openapi/', import.meta.url);
export const isPresent = existsSync(folder);

/** The check of one named schema of a LINE file; answers the errors, none when LINE's file accepts the value. */
export type LineCheck = (schemaName: string, value: unknown) => ErrorObject[];

/**
 * Reads an OpenAPI file as JSON Schema that means what LINE means: taken as written, `$ref` to a discriminated base
 * checks the base only, so nearly everything passes. Each mapping becomes a closed list of if/then, and every object
 * refuses properties it does not name.
 */
export function readLineSchemas(fileName: string): { check: LineCheck; propertyNames: string[] } {
  const document = parse(readFileSync(new URL(fileName, folder), 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };
  const { schemas } = document.components;
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  // The package is CommonJS; its function is the module's default and the namespace's default at once.
  (formatsModule as unknown as { default: (ajv: Ajv2019) => void }).default(ajv);
  ajv.addSchema({ $id: 'line', $defs: resolveAll(schemas) } as AnySchema);
  return {
    propertyNames: [...new Set(Object.values(schemas).flatMap(listPropertyNames))],
    check(schemaName, value) {
      const validate = ajv.getSchema(`line#/$defs/${schemaName}`);
      if (!validate) throw new Error(`LINE's file has no ${schemaName}`);
      validate(value);
      return validate.errors ?? [];
    },
  };
}

function resolveAll(schemas: Record<string, Schema>): Record<string, Schema> {
  const bases = new Map(
    Object.entries(schemas).flatMap(([name, schema]) => {
      const discriminator = schema.discriminator as Discriminated | undefined;
      return discriminator ? [[name, discriminator] as const] : [];
    }),
  );
  const typeOf = new Map(
    [...bases.values()].flatMap(({ propertyName, mapping }) =>
      Object.entries(mapping).map(([value, ref]) => [nameOf(ref), { propertyName, value }] as const),
    ),
  );
  const resolved: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const { discriminator: _, ...rest } = schema;
    const discriminator = bases.get(name);
    if (discriminator) {
      resolved[`${name}Base`] = rewrite(rest, bases);
      resolved[name] = dispatch(discriminator);
      continue;
    }
    const own = typeOf.get(name);
    const fixed = own ? { properties: { [own.propertyName]: { const: own.value } }, required: [own.propertyName] } : {};
    const isClosed = schema.allOf !== undefined || schema.properties !== undefined;
    resolved[name] = { allOf: [rewrite(rest, bases), fixed], ...(isClosed && { unevaluatedProperties: false }) };
  }
  return resolved;
}

/** One of the mapping's types, and then all that this type demands. */
function dispatch({ propertyName, mapping }: Discriminated): Schema {
  return {
    type: 'object',
    required: [propertyName],
    properties: { [propertyName]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([value, ref]) =>
      // Pairs, because an object literal with a key "then" would be taken for a promise by linters and `await`.
      Object.fromEntries([
        ['if', { type: 'object', properties: { [propertyName]: { const: value } }, required: [propertyName] }],
        ['then', { $ref: `line#/$defs/${nameOf(ref)}` }],
      ]),
    ),
  };
}

/** References in a concrete type's allOf mean the base's properties; everywhere else the whole choice of types. */
function rewrite(value: unknown, bases: Map<string, Discriminated>, inAllOf = false): Schema {
  if (Array.isArray(value)) return value.map((one) => rewrite(one, bases, inAllOf)) as unknown as Schema;
  if (value === null || typeof value !== 'object') return value as Schema;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '$ref') {
        const name = nameOf(String(inner));
        return [key, `line#/$defs/${inAllOf && bases.has(name) ? `${name}Base` : name}`];
      }
      return [key, rewrite(inner, bases, key === 'allOf')];
    }),
  );
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

function listPropertyNames(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'properties' ? Object.keys(inner as object) : listPropertyNames(inner),
  );
}
