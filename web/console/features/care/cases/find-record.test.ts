import { expect, test } from 'vitest';
import type { RecordKind } from '#contract/case-forms';
import { findRecord } from './find-record.ts';

const aRecord = (kind: RecordKind, seriesId: string, savedAt: string, signedAt: string | null = null) => ({
  ...{ kind, seriesId, savedAt, signedAt },
});

test('of what is asked anew, one that is signed is not opened again by its kind; one that was begun is', () => {
  const signed = aRecord('follow-up', 'signed', '2026-11-20', '2026-11-20');
  const begun = aRecord('follow-up', 'begun', '2026-11-21');
  expect(findRecord([signed], 'follow-up', null)).toBeUndefined();
  expect(findRecord([signed, begun], 'follow-up', null)).toBe(begun);
  expect(findRecord([signed, begun], 'follow-up', 'signed')).toBe(signed);
  const plan = aRecord('plan', 'plan', '2026-11-19', '2026-11-19');
  expect(findRecord([signed, plan], 'plan', null)).toBe(plan);
});
