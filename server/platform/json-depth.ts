/**
 * How deep JSON from outside may lie. Our own deepest body has six levels, LINE's events fewer than ten; what is deeper
 * is made to exhaust whatever walks through it.
 */
const DEEPEST_JSON = 32;

/** Whether JSON text nests deeper than `deepest`, decided before it is parsed: brackets outside strings are counted. */
export function isTooDeep(text: string, deepest = DEEPEST_JSON): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Where the string that begins at `from` ends; the end of the text when it never does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** The value without what lies deeper than `deepest`, which becomes null. Never walks deeper itself. */
export function cutDeep(value: unknown, deepest = DEEPEST_JSON): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (deepest === 0) return null;
  if (Array.isArray(value)) return value.map((one) => cutDeep(one, deepest - 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cutDeep(one, deepest - 1)]));
}
