import type { z } from 'zod';
import { bodyFault, type ErrorDetail, LineFault, propertyFault } from './answer.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** The body as the schema defines it, or LINE's error for it. `missing` is LINE's text for a missing property. */
export function checkBody<T extends z.ZodType>(schema: T, body: unknown, missing = 'May not be empty'): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(apart);
  const plain = issues.filter((issue) => flexPart(body, issue.path) === undefined);
  const wrongKind = plain.find((issue) => isWrongKind(issue, body));
  if (wrongKind) throw propertyFault(writePath(wrongKind.path));
  if (plain.length > 0) throw bodyFault(plain.map((issue) => plainDetail(issue, body, missing)));
  throw flexFault(issues, body);
}

/** One issue per unknown property, each with the property at the end of its path. */
function apart(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }));
}

const isMissing = (issue: Issue, body: unknown) => issue.code !== 'custom' && valueAt(body, issue.path) === undefined;
const isWrongKind = (issue: Issue, body: unknown) => issue.code === 'invalid_type' && !isMissing(issue, body);

function plainDetail(issue: Issue, body: unknown, missing: string): ErrorDetail {
  const property = writePath(issue.path);
  if (issue.code === 'unrecognized_keys') return { message: 'unknown field', property };
  const listed = issue.code === 'invalid_union' && issue.message.startsWith('Must be');
  return { message: isMissing(issue, body) && !listed ? missing : issue.message, property };
}

// LINE checks Flex containers differently: other texts, a JSON pointer, and a no-break space in the message.
function flexFault(issues: Issue[], body: unknown): LineFault {
  const [first] = issues;
  const head = first ? flexPart(body, first.path) : undefined;
  const details = issues.flatMap((issue): ErrorDetail[] => {
    const part = flexPart(body, issue.path);
    if (!part || part.message !== head?.message) return [];
    const property = `/${part.inside.map(String).join('/')}`;
    if (issue.code === 'unrecognized_keys') return [{ message: 'unknown field', property }];
    const hasOwnText = issue.code === 'custom' || issue.code === 'invalid_format' || issue.code === 'too_small';
    return [{ message: hasOwnText ? issue.message : 'invalid property', property }];
  });
  return new LineFault(400, `A message (${head?.message ?? 'messages[0]'})\u00a0in the request body is invalid`, {
    details,
  });
}

/** Which message's Flex container a path leads into, and the path inside it. */
function flexPart(body: unknown, path: Path): { message: string; inside: Path } | undefined {
  const [list, index, contents, ...inside] = path;
  if (list !== 'messages' || typeof index !== 'number' || contents !== 'contents') return undefined;
  return valueAt(body, ['messages', index, 'type']) === 'flex' ? { message: `messages[${index}]`, inside } : undefined;
}

function valueAt(body: unknown, path: Path): unknown {
  let value = body;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** messages[0].quickReply.items[2].action.label */
function writePath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
