import { parseSync } from '@swc/core';
import type { ProjectFile } from './read-project.ts';

/** What makes something that can emit `error`, by the module it comes from. */
const MAKERS: Record<string, string[]> = {
  child_process: ['spawn', 'fork', 'exec', 'execFile'],
  fs: ['createReadStream', 'createWriteStream', 'watch'],
  net: ['connect', 'createConnection', 'createServer', 'Socket', 'Server'],
  tls: ['connect', 'createServer', 'TLSSocket'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  dgram: ['createSocket'],
  worker_threads: ['Worker'],
  readline: ['createInterface'],
};
const OF_POSTGRES = ['Client', 'Pool'];
const MODULES = new RegExp(`from '(?:pg|(?:node:)?(?:${Object.keys(MAKERS).join('|')}))'`);
/** These listen for the error themselves and pass it on as a rejection or an answer. */
const TAKEN_CARE_OF_BY = new Set(['pipeline', 'send', 'finished']);

/** Any part of swc's tree. */
type Part = { type?: string; span?: { start: number }; [name: string]: unknown };

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const partsOf = (part: Part): Part[] =>
  Object.values(part).flatMap((value) => (Array.isArray(value) ? value.filter(isPart) : isPart(value) ? [value] : []));
const nameOf = (part: unknown): string | undefined =>
  isPart(part) && part.type === 'Identifier' ? (part.value as string) : undefined;

/**
 * Places of a file where something is made that can emit `error` and nobody listens. What is made must be named, and
 * that name given an `error` listener in the same file; or handed straight to what listens itself. A name that is passed
 * on and made elsewhere is not followed: this finds what was forgotten, not what was hidden.
 */
export function listMissingErrorListeners({ path, text }: ProjectFile): string[] {
  if (!MODULES.test(text)) return [];
  // Its offsets count bytes, on from what it read before; a first sign of ours tells where this file begins.
  const module = parseSync(`;${text}`, { syntax: 'typescript', target: 'esnext' }) as unknown as Part;
  const [from, bytes] = [(module.span?.start ?? 0) + 1, Buffer.from(text)];
  const makers = importedMakers(module);
  if (makers.size === 0) return [];
  const listened = new Set<string>();
  const made: { maker: string; name: string | undefined; part: Part }[] = [];

  const makerOf = (part: unknown): string | undefined => {
    if (!isPart(part)) return undefined;
    if (part.type === 'ParenthesisExpression') return makerOf(part.expression);
    if (part.type === 'ConditionalExpression') return makerOf(part.consequent) ?? makerOf(part.alternate);
    if (part.type !== 'MemberExpression') return makers.has(nameOf(part) ?? '') ? nameOf(part) : undefined;
    const whole = `${nameOf(part.object)}.${nameOf(part.property)}`;
    return makers.has(whole) ? whole : undefined;
  };
  const visit = (part: Part, name: string | undefined, isCaredFor: boolean): void => {
    if (part.type === 'VariableDeclarator' && isPart(part.init)) {
      // Another name for the same maker.
      if (makerOf(part.init) !== undefined) makers.add(nameOf(part.id) ?? '');
      visit(part.init, nameOf(part.id), false);
      return;
    }
    if (part.type === 'AssignmentExpression' && isPart(part.right)) {
      visit(part.right, nameOf(part.left), false);
      return;
    }
    if (part.type === 'ForOfStatement' && isPart(part.right)) {
      visit(part.right, undefined, true);
      for (const inner of partsOf({ ...part, right: undefined })) visit(inner, undefined, false);
      return;
    }
    if (part.type === 'CallExpression' || part.type === 'NewExpression') {
      const maker = makerOf(part.callee);
      if (maker !== undefined && !isCaredFor) made.push({ maker, name, part });
      const called = isPart(part.callee) && part.callee.type === 'MemberExpression' ? part.callee : undefined;
      const method = nameOf(called?.property);
      const given = ((part.arguments ?? []) as { expression: Part }[]).map(({ expression }) => expression);
      const event = given[0]?.type === 'StringLiteral' ? given[0].value : undefined;
      if ((method === 'on' || method === 'once') && event === 'error') listened.add(nameOf(called?.object) ?? '');
      const caresFor = TAKEN_CARE_OF_BY.has(method ?? nameOf(part.callee) ?? '');
      if (isPart(part.callee)) visit(part.callee, undefined, false);
      for (const one of given) visit(one, undefined, caresFor);
      return;
    }
    // `x as T`, `a ? b : c` and `await` pass on what they hold.
    const passesOn = /^(?:Ts.*Expression|ParenthesisExpression|ConditionalExpression|AwaitExpression)$/.test(
      part.type ?? '',
    );
    for (const inner of partsOf(part)) visit(inner, passesOn ? name : undefined, passesOn && isCaredFor);
  };
  visit(module, undefined, false);
  return made
    .filter(({ name }) => name === undefined || !listened.has(name))
    .map(({ maker, part }) => {
      const before = bytes.subarray(0, (part.span?.start ?? from) - from).toString();
      return `${path}:${before.split('\n').length} ${maker}`;
    });
}

function importedMakers(module: Part): Set<string> {
  const makers = new Set<string>();
  for (const item of (module.body ?? []) as Part[]) {
    if (item.type !== 'ImportDeclaration' || item.typeOnly === true) continue;
    const source = (item.source as { value: string }).value;
    const known = source === 'pg' ? OF_POSTGRES : (MAKERS[source.replace(/^node:/, '')] ?? []);
    for (const specifier of item.specifiers as Part[]) {
      const local = nameOf(specifier.local) ?? '';
      if (specifier.type !== 'ImportSpecifier') for (const one of known) makers.add(`${local}.${one}`);
      else if (known.includes(nameOf(specifier.imported) ?? local)) makers.add(local);
    }
  }
  return makers;
}
