// no-circle, by types alone
import type { Reporter } from './reporter.ts';

export type Report = { reporter: Reporter };
