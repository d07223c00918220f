/** Paths of this repository that a text names between backticks; a folder ends in a slash. */
export function listNamedPaths(text: string): string[] {
  const named = text.matchAll(
    /`((?:contract|charts|database|docs|scripts|server|simulator|tests|web|\.ci)\/[\w./-]*|[\w-]+\.(?:json|md))`/g,
  );
  return [...new Set([...named].map(([, path = '']) => path))];
}

/** Whether a path is something that fails when what it shows is no longer so. */
export function isProof(path: string): boolean {
  return /\.(?:test|spec)\.tsx?$/.test(path) || path === 'scripts/check.ts';
}
