import fc from 'fast-check';

type Place = { parent: Record<string, unknown> | unknown[]; key: string | number };

/** One thing wrong somewhere: what to do, where (a share of all places), and with what. */
export type Spoiling = { how: (typeof kinds)[number]; where: number; name: string };

const kinds = [
  'remove',
  'add',
  'wrong-kind',
  'wrong-value',
  'wrong-type',
  'long',
  'foreign',
  'negative',
  'empty',
] as const;

/** `names` are all property names LINE knows: one that is right elsewhere is the likeliest mistake. */
export function arbitrarySpoiling(names: string[]): fc.Arbitrary<Spoiling> {
  return fc.record({
    how: fc.constantFrom(...kinds),
    // Not fc.double: it favours numbers next to nothing, and every fault would be in the first place.
    where: fc.integer({ min: 0, max: 9999 }).map((part) => part / 10_000),
    name: fc.oneof(fc.constantFrom(...names), fc.constantFrom('quickreply', 'notificationDisable', 'x')),
  });
}

/** A copy of the value with one thing wrong in it. */
export function spoil(value: unknown, { how, where, name }: Spoiling): unknown {
  const copy = structuredClone(value);
  const places = listPlaces(copy);
  const fitting = how === 'wrong-type' ? places.filter((place) => place.key === 'type') : places;
  const place = fitting[Math.floor(where * fitting.length)];
  if (!place) return copy;
  const { parent, key } = place;
  if (how === 'remove') drop(parent, key);
  else if (how === 'add') {
    const target = read(parent, key);
    const inside = target !== null && typeof target === 'object' && !Array.isArray(target) ? target : parent;
    if (!Array.isArray(inside)) write(inside as Record<string, unknown>, name, 'x');
  } else write(parent, key, replacement(how, read(parent, key), name));
  return copy;
}

/** Copies of the value, each with one object in it (also the outermost) having a property too many. */
export function withStranger(value: unknown, name: string): unknown[] {
  const count = listObjects(value).length;
  return [...Array(count).keys()].map((at) => {
    const copy = structuredClone(value);
    const object = listObjects(copy)[at];
    if (object) object[name] = 'x';
    return copy;
  });
}

function listObjects(value: unknown): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(listObjects);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

function replacement(how: Spoiling['how'], old: unknown, name: string): unknown {
  if (how === 'wrong-kind') return typeof old === 'string' ? 7 : typeof old === 'number' ? 'seven' : 'a word';
  if (how === 'wrong-value') return typeof old === 'string' ? `${old}-${name}` : null;
  if (how === 'wrong-type') return name;
  if (how === 'long') return typeof old === 'string' ? 'ก'.repeat(5001) : Array(21).fill(old);
  if (how === 'foreign') return typeof old === 'string' ? `https://ess.example/ไทย/${old}` : { type: name };
  if (how === 'negative') return typeof old === 'number' ? -1 - old * 2.5 : -1;
  return Array.isArray(old) ? [] : typeof old === 'string' ? '' : {};
}

function listPlaces(value: unknown): Place[] {
  if (value === null || typeof value !== 'object') return [];
  const parent = value as Place['parent'];
  const keys = Array.isArray(parent) ? [...parent.keys()] : Object.keys(parent);
  return keys.flatMap((key) => [{ parent, key }, ...listPlaces(read(parent, key))]);
}

const read = (parent: Place['parent'], key: string | number) => (parent as Record<string | number, unknown>)[key];

function write(parent: Place['parent'], key: string | number, value: unknown): void {
  (parent as Record<string | number, unknown>)[key] = value;
}

function drop(parent: Place['parent'], key: string | number): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}
