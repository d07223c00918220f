import { expect, test } from 'vitest';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { describeGap } from './describe-gap.ts';

const { en } = FORM_TEXTS;

test('a gap is said in the words of the form, also inside a list', () => {
  expect(describeGap(en, 'registration', { field: 'safeContact.channel', why: 'missing' })).toBe(
    'Safe contact: Channel',
  );
  expect(describeGap(en, 'plan', { field: 'goals.1.due', why: 'wrong' })).toBe('Goals 2: Due (wrong or contradicting)');
  expect(describeGap(en, 'assessment', { field: 'domains.mind.score', why: 'missing' })).toBe(
    `${en.domains.mind}: Score`,
  );
  expect(describeGap(en, 'danger', { field: 'answers.weapon', why: 'missing' }, { weapon: 'A weapon?' })).toBe(
    'A weapon?',
  );
});
