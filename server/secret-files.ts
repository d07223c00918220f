import { readFileSync } from 'node:fs';

type Environment = Record<string, string | undefined>;

/**
 * `NAME_FILE` stands for a file that holds the value of `NAME`, as Docker, Kubernetes and systemd hand secrets over:
 * unlike the environment it is not inherited by children and not shown by /proc. One line end at its end is not part
 * of the value. @returns the environment with the values, and what is wrong, never a value or a path
 */
export function readSecretFiles(env: Environment, names: string[]): { env: Environment; faults: string[] } {
  const faults: string[] = [];
  const filled = { ...env };
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (path === undefined) continue;
    if (env[name] !== undefined) faults.push(`${name} and ${name}_FILE: set one of them`);
    const content = readText(path);
    if (content === undefined) faults.push(`${name}_FILE: can not be read`);
    else if (content === '') faults.push(`${name}_FILE: is empty`);
    filled[name] = content;
  }
  return { env: filled, faults };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
