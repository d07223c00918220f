import { cruiseProject } from './cruise-project.ts';

export const PICTURE_START = '<!-- picture: written by scripts/write-architecture-picture.ts -->';
export const PICTURE_END = '<!-- end of picture -->';

/** A part of the project in the picture; `group` is the frame it is drawn in. */
type Part = { name: string; group?: 'server' | 'channels' | 'capabilities' };

const TOP_OF_SERVER: Part = { name: 'app', group: 'server' };

/** Draws who imports whom, from the imports themselves, as a Mermaid flowchart. Production code only. */
export async function drawArchitecture(): Promise<string> {
  const { modules } = await cruiseProject('.');
  const parts = new Map<string, Part>();
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules) {
    const from = findPart(source);
    if (from === undefined) continue;
    parts.set(from.name, from);
    for (const { resolved } of dependencies) {
      const to = findPart(resolved);
      if (to !== undefined && to.name !== from.name) arrows.add(drawArrow(from, to));
    }
  }
  return ['```mermaid', 'flowchart TD', ...drawParts([...parts.values()]), ...[...arrows].sort(), '```'].join('\n');
}

/** The part a file belongs to; undefined for tests, scripts and packages. */
function findPart(path: string): Part | undefined {
  if (/\.test\.tsx?$/.test(path)) return undefined;
  const [top, second, third, fourth] = path.split('/');
  if (top === 'contract' || top === 'charts') return { name: top };
  if (top === 'simulator') return { name: 'simulator' };
  if (top === 'web' && second !== undefined) return { name: second };
  if (top !== 'server' || second === undefined) return undefined;
  if (second === 'channels' && fourth !== undefined) return { name: String(third), group: 'channels' };
  if (second === 'capabilities' && fourth !== undefined) return { name: String(third), group: 'capabilities' };
  return third === undefined ? TOP_OF_SERVER : { name: second, group: 'server' };
}

/**
 * Every capability uses contract, events and platform, and app knows every part: one arrow from or to the whole frame
 * says it. Between single parts each arrow is a decision and is drawn.
 */
function drawArrow(from: Part, to: Part): string {
  const framed = (part: Part): boolean => part.group === 'channels' || part.group === 'capabilities';
  const fromName = framed(from) && !framed(to) ? from.group : from.name;
  const toName = framed(to) && !framed(from) ? to.group : to.name;
  return `  ${fromName} --> ${toName}`;
}

function drawParts(parts: Part[]): string[] {
  const inGroup = (group: Part['group']): string[] =>
    parts
      .filter((part) => part.group === group)
      .map((part) => part.name)
      .sort();
  const frame = (group: 'channels' | 'capabilities'): string[] =>
    inGroup(group).length === 0
      ? []
      : [`    subgraph ${group}`, ...inGroup(group).map((name) => `      ${name}`), '    end'];
  return [
    ...inGroup(undefined).map((name) => `  ${name}`),
    '  subgraph server',
    ...inGroup('server').map((name) => (name === 'app' ? '    app[app · main · config · cli]' : `    ${name}`)),
    ...frame('channels'),
    ...frame('capabilities'),
    '  end',
  ];
}
