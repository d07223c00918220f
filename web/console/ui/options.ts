/** One of the answers to choose from. */
export type Option = { value: string; label: string };

export function optionsOf(codes: readonly string[], names: Readonly<Record<string, string>>): Option[] {
  return codes.map((value) => ({ value, label: names[value] ?? value }));
}
