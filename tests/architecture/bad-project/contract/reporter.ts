import type { Report } from './report.ts';

export type Reporter = { reports: Report[] };
