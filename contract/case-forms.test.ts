import { expect, test } from 'vitest';
import { z } from 'zod';
import { GAP_REASONS } from './case-form-gaps.ts';
import {
  CASE_RISKS,
  CASE_SECTIONS,
  DOMAIN_CODES,
  DOMAINS,
  FORM_CODES,
  FORM_DRAFTS,
  RECORD_KINDS,
  registrationDraftSchema,
} from './case-forms.ts';
import { NEED_OUTCOMES, NEED_SAID_BY } from './case-need.ts';
import en from './texts/case-forms.en.json' with { type: 'json' };
import th from './texts/case-forms.th.json' with { type: 'json' };

/** Fields of a form as its texts name them: groups and rows by their own names, ids and the tool not at all. */
function listFields(schema: unknown, at = ''): string[] {
  if (schema instanceof z.ZodOptional) return listFields(schema.unwrap(), at);
  if (schema instanceof z.ZodArray)
    return schema.element instanceof z.ZodObject ? listFields(schema.element, at) : [at];
  if (!(schema instanceof z.ZodObject)) return [at];
  const fields = Object.entries(schema.shape).filter(([name]) => !['id', 'tool', 'toolVersion'].includes(name));
  return [
    ...(at === '' ? [] : [`${at}.title`]),
    ...fields.flatMap(([name, field]) => listFields(field, at === '' ? name : `${at}.${name}`)),
  ];
}
/** In an assessment all ten domains have the same three fields. */
const withoutDomain = (field: string): string =>
  field.replace(new RegExp(`^domains\\.(?:${DOMAINS.join('|')})\\.`), 'domains.');

function listTexts(node: object, at = ''): string[] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [at + name] : listTexts(value, `${at}${name}.`),
  );
}

test('every code and every field of the forms has a text in both languages, and nothing else has', () => {
  const expected = [
    ...RECORD_KINDS.map((kind) => `kinds.${kind}`),
    ...CASE_SECTIONS.map((section) => `sections.${section}`),
    ...CASE_RISKS.map((risk) => `risks.${risk}`),
    ...[0, 1, 2, 3].map((score) => `scores.${score}`),
    ...DOMAINS.map((domain) => `domains.${domain}`),
    ...DOMAINS.flatMap((domain) => DOMAIN_CODES[domain].map((code) => `domainCodes.${domain}.${code}`)),
    ...Object.entries(FORM_CODES).flatMap(([list, codes]) => codes.map((code) => `codes.${list}.${code}`)),
    ...NEED_OUTCOMES.map((outcome) => `needOutcomes.${outcome}`),
    ...NEED_SAID_BY.map((side) => `needSaidBy.${side}`),
    ...GAP_REASONS.map((why) => `gaps.${why}`),
    // What stands for an answer that has no code where a form is read.
    ...['about', 'anyTime', 'nobody'].map((word) => `said.${word}`),
    ...RECORD_KINDS.flatMap((kind) =>
      listFields(FORM_DRAFTS[kind]).map((field) => `fields.${kind}.${withoutDomain(field)}`),
    ),
  ];
  const unique = [...new Set(expected)].toSorted();
  expect(listTexts(th).toSorted()).toEqual(unique);
  expect(listTexts(en).toSorted()).toEqual(unique);
});

test('a draft may be partial, but not hold what no field takes', () => {
  expect(registrationDraftSchema.parse({})).toEqual({});
  expect(registrationDraftSchema.parse({ safeContact: { hours: { from: '22:00', to: '05:30' } } })).toBeDefined();
  expect(registrationDraftSchema.safeParse({ nickname: 'นก' }).success).toBe(false);
  expect(registrationDraftSchema.safeParse({ sex: 'unicorn' }).success).toBe(false);
  expect(registrationDraftSchema.safeParse({ safeContact: { hours: { from: '24:00', to: '05:30' } } }).success).toBe(
    false,
  );
});
