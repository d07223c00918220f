import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type StaffMessageKey = keyof typeof th;

/** What staff are told in chat: Thai first, English below, because nobody's language is known yet. */
export function formatStaffMessage(word: StaffMessageKey, values: Record<string, number> = {}): string {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return `${fill(th[word])}\n\n${fill(en[word])}`;
}
