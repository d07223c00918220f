/** Keys for things that never change their order, such as the parts of a message already sent. */
export function withKeys<T>(list: readonly T[] | undefined): { key: string; one: T; index: number }[] {
  return (list ?? []).map((one, index) => ({ key: `part-${index}`, one, index }));
}
