import { expect, test } from 'vitest';
import { listDifferences, mergeForms } from './compare-forms.ts';

test('two versions are compared field by field, whatever the order of their keys', () => {
  const mine = { by: 'visit', note: 'ฉัน', at: 'x' };
  const theirs = { at: 'x', by: 'call', next: '2026-12-01' };
  expect(listDifferences('follow-up', mine, theirs)).toEqual(['by', 'note', 'next']);
  expect(mergeForms('follow-up', mine, theirs, { by: 'mine', note: 'theirs', next: 'mine' })).toEqual({
    at: 'x',
    by: 'visit',
  });
});

test('each danger question is chosen alone, so that no answer is lost with another', () => {
  const tool = { tool: 'eight', toolVersion: '1' };
  const mine = { ...tool, answers: { a: 'unknown', b: 'yes' } };
  const theirs = { ...tool, answers: { a: 'no', c: 'yes' }, asked: 'alone' };
  expect(listDifferences('danger', mine, theirs)).toEqual(['answers.a', 'answers.b', 'answers.c', 'asked']);
  const chosen = { 'answers.a': 'mine', 'answers.b': 'mine', 'answers.c': 'theirs', asked: 'theirs' } as const;
  expect(mergeForms('danger', mine, theirs, chosen)).toEqual({
    ...tool,
    answers: { a: 'unknown', b: 'yes', c: 'yes' },
    asked: 'alone',
  });
});
