import { fillIn } from '#contract/text';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type StaffMessageKey = keyof typeof th;

/** A message to staff in LINE: Thai first, English below, because the reader's language is not known yet. */
export function formatStaffMessage(key: StaffMessageKey, values: Record<string, number> = {}): string {
  return `${fillIn(th[key], values)}\n\n${fillIn(en[key], values)}`;
}
