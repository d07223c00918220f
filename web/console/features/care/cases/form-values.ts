export type Values = Readonly<Record<string, unknown>>;

export const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? (value as Values) : {};
export const asRows = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

/** Empty values are not stored: they are not answers. */
export function withValue(values: Values, key: string, value: unknown): Values {
  const { [key]: _, ...others } = values;
  return value === undefined || value === '' ? others : { ...others, [key]: value };
}
