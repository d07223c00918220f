import { validatorCompiler } from '@fastify/type-provider-zod';
import { z } from 'zod';

/** Where a request takes nothing. */
export const NO_QUERY = z.strictObject({});
export const NO_BODY = z.strictObject({}).nullish();

type Compiler = typeof validatorCompiler;

/**
 * The zod validator, and more: a field of a body or address that the schema would leave out is an error
 * that names the field. A building number that the server drops silently sends a patrol to the wrong building.
 */
export const strictValidatorCompiler = ((route) => {
  const validate = validatorCompiler(route);
  if (route.httpPart !== 'body' && route.httpPart !== 'querystring') return validate;
  return (sent: unknown) => {
    const result = validate(sent) as { error: Error } | { value: unknown };
    const dropped = 'value' in result ? listDropped(sent, result.value) : [];
    return dropped.length === 0 ? result : { error: unknownFields(dropped) };
  };
}) as Compiler;

type Dropped = { path: string; name: string };

/** Fields of what was sent that are not in what the schema made of it, however deep. */
function listDropped(sent: unknown, kept: unknown, path = ''): Dropped[] {
  if (Array.isArray(sent) && Array.isArray(kept)) {
    return sent.flatMap((item, at) => listDropped(item, kept[at], `${path}/${at}`));
  }
  if (!isPlain(sent) || !isPlain(kept)) return [];
  return Object.entries(sent).flatMap(([name, value]) =>
    Object.hasOwn(kept, name) ? listDropped(value, kept[name], `${path}/${name}`) : [{ path, name }],
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same as zod says it of a strict object, so that both get the same answer. */
function unknownFields(dropped: Dropped[]): Error {
  const validation = dropped.map(({ path, name }) => ({
    ...{ keyword: 'unrecognized_keys', schemaPath: '#', params: {} },
    ...{ instancePath: path || '/', message: `Unrecognized key: ${JSON.stringify(name)}` },
  }));
  return Object.assign(new Error('unknown fields'), { validation });
}
