import { expect, test } from 'vitest';
import { HELP_CODES, HELP_SECTION_SCHEMAS, HELP_SECTIONS, helpFormSchema, helpMemberSchema } from './help-form.ts';
import {
  findHelpField,
  HARDSHIP_GROUPS,
  HELP_FIELDS,
  type HelpField,
  helpValueAt,
  isAnsweredByText,
  readHelpAnswer,
  withHelpValue,
} from './help-form-fields.ts';
import { HELP_FORM_TEXTS, labelHelpField } from './help-form-texts.ts';

const keysOf = (value: object): string[] => Object.keys(value).toSorted();
/** Every leaf of a text file as `a.b.c`. */
const pathsOf = (value: object): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? pathsOf(inner).map((rest) => `${key}.${rest}`) : [key],
  );

test('both languages name the same things', () => {
  expect(pathsOf(HELP_FORM_TEXTS.en)).toEqual(pathsOf(HELP_FORM_TEXTS.th));
});

test('every field of the form is asked for, and every one that is asked for exists', () => {
  const asked = (section: keyof typeof HELP_FIELDS) =>
    (HELP_FIELDS[section] as readonly HelpField[]).flatMap(({ key, as }) =>
      // One question on the page: a point with its source and accuracy.
      as === 'place' ? ['lat', 'lng', 'source', 'accuracyMetres'] : [key],
    );
  for (const section of HELP_SECTIONS) {
    const shape = HELP_SECTION_SCHEMAS[section].shape;
    // The day of the certification is set when it is sent.
    const fields = section === 'certification' ? [...asked(section), 'day'] : asked(section);
    expect([section, fields.toSorted()]).toEqual([section, keysOf(shape)]);
  }
  const [members] = HELP_FIELDS.household;
  expect(members.fields.map(({ key }) => key).toSorted()).toEqual(keysOf(helpMemberSchema.shape));
});

test.each(['th', 'en'] as const)('every field, code and hardship has its text (%s)', (language) => {
  const texts = HELP_FORM_TEXTS[language];
  expect(keysOf(texts.sections)).toEqual([...HELP_SECTIONS].toSorted());
  for (const section of HELP_SECTIONS) {
    const fields: readonly HelpField[] = HELP_FIELDS[section];
    const named = fields.flatMap((field) => [
      field.key,
      ...(field.as === 'rows' ? field.fields.map(({ key }) => key) : []),
    ]);
    expect([section, keysOf(texts.fields[section])]).toEqual([section, named.toSorted()]);
  }
  for (const [list, codes] of Object.entries(HELP_CODES)) {
    expect([list, keysOf(texts.codes[list as keyof typeof HELP_CODES])]).toEqual([list, [...codes].toSorted()]);
  }
  expect(keysOf(texts.hardships)).toEqual(HARDSHIP_GROUPS.flatMap(({ codes }) => [...codes]).toSorted());
  expect(keysOf(texts.dimensions)).toEqual(HARDSHIP_GROUPS.map(({ dimension }) => dimension).toSorted());
});

test('a field is found by its path, also inside a row, and named for people', () => {
  expect(findHelpField('person.name')).toMatchObject({ as: 'line' });
  expect(findHelpField('household.members.2.monthlyIncome')).toMatchObject({ as: 'baht' });
  expect(['person.shoe', 'constructor.name', 'person.name.0.x'].map(findHelpField)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(labelHelpField(HELP_FORM_TEXTS.th, 'household.members.2.name')).toBe('คนในบ้าน 3: ชื่อ นามสกุล');
  expect(labelHelpField(HELP_FORM_TEXTS.th, 'place.lat')).toBe('ตำแหน่งบ้าน');
  expect(labelHelpField(HELP_FORM_TEXTS.th, 'person.idNumber')).toBe('เลขประจำตัวประชาชน 13 หลัก');
});

test('what can be written in a chat is read as the field needs it', () => {
  expect(readHelpAnswer('income.perYear', 'ปีละ ๓๖,๐๐๐ บาท')).toBe(36_000);
  expect(readHelpAnswer('income.perYear', 'ไม่แน่นอน')).toBeUndefined();
  expect(readHelpAnswer('person.name', '  นางสมมติ ใจดี ')).toBe('นางสมมติ ใจดี');
  expect(readHelpAnswer('person.name', '   ')).toBeUndefined();
  expect(readHelpAnswer('income.dependants', '2.0')).toBe(2);
  const byText = ['person.name', 'place.address', 'household.members.0.name', 'income.debt'];
  expect(byText.filter((path) => !isAnsweredByText(path))).toEqual([]);
  const onTheForm = ['person.birth', 'person.sex', 'place.point', 'household.members', 'hardship.codes', 'nonsense'];
  expect(onTheForm.filter(isAnsweredByText)).toEqual([]);
});

test('a value set by its path leaves everything else as it was', () => {
  const form = { person: { name: 'ก' }, household: { members: [{ name: 'ข' }, { name: 'ค', monthlyIncome: 100 }] } };
  const changed = withHelpValue(form, 'household.members.1.name', 'ง');
  expect(changed).toEqual({
    person: { name: 'ก' },
    household: { members: [{ name: 'ข' }, { name: 'ง', monthlyIncome: 100 }] },
  });
  expect(form.household.members[1]?.name).toBe('ค');
  expect(helpValueAt(changed, 'household.members.1.name')).toBe('ง');
  expect(helpFormSchema.safeParse(withHelpValue({}, 'income.perYear', 5)).success).toBe(true);
});
