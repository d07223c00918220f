/** Reads `--without=a,b`; anything that is not one of `known` is a mistake, so that a typing error hides no test. */
export function readWithout(args: string[], known: string[]): { names: string[] } | { mistake: string } {
  const names: string[] = [];
  for (const arg of args) {
    const [, list] = /^--without=(.+)$/.exec(arg) ?? [];
    const unknown = list === undefined ? arg : list.split(',').find((name) => !known.includes(name));
    if (list === undefined || unknown !== undefined) {
      return { mistake: `"${unknown}" is not understood. Known: --without=${known.join(' or --without=')}` };
    }
    names.push(...list.split(','));
  }
  return { names };
}
