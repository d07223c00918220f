import type { HelpSection } from '#contract/help-form';
import { HARDSHIP_GROUPS, HELP_FIELDS, type HelpField } from '#contract/help-form-fields';
import { labelHardship, labelHelpCode } from '#contract/help-form-texts';
import type { HelpLinkView } from '#contract/help-link';
import type { Draft } from './draft.ts';
import { el, nextId } from './element.ts';
import { placeField } from './place-field.ts';
import type { RequestApi } from './request-api.ts';
import type { Texts } from './texts.ts';

export type Around = { draft: Draft; texts: Texts; api: RequestApi; view: () => HelpLinkView };
type At = Around & { path: string; label: string; isNeeded: boolean };

/** Without these it can't be sent; the server decides, this only marks them. */
const NEEDED = ['person.name', 'person.idNumber', 'person.birth', 'place.point', 'place.address', 'income.perYear'];
const NEEDED_TOO = ['hardship.codes', 'wanted.kind', 'certification.agreed'];

/** Who fills it in is known: the person has the link. */
const NOT_ASKED = new Set(['person.filledBy', 'person.nationality']);

export function sectionFields(section: HelpSection, around: Around): HTMLElement[] {
  const fields: readonly HelpField[] = HELP_FIELDS[section];
  return fields
    .filter(({ key }) => !NOT_ASKED.has(`${section}.${key}`))
    .map((field) => oneField(section, field, around));
}

/** One field of a section, also the one that was sent back. */
export function oneField(section: HelpSection, field: HelpField, around: Around): HTMLElement {
  const path = `${section}.${field.key}`;
  const labels: Readonly<Record<string, string>> = around.texts.form.fields[section];
  const isNeeded = [...NEEDED, ...NEEDED_TOO].includes(path);
  return render(field, { ...around, path, label: labels[field.key] ?? field.key, isNeeded }, section);
}

function render(field: HelpField, at: At, section: HelpSection): HTMLElement {
  switch (field.as) {
    case 'line':
    case 'phone':
    case 'id-number':
      return textField(at, field.as);
    case 'text':
      return areaField(at);
    case 'baht':
    case 'count':
      return numberField(at);
    case 'birth':
      return birthField(at);
    case 'code':
      return choiceField(at, codesOf(at, field.list), false);
    case 'codes':
      return choiceField(at, codesOf(at, field.list), true);
    case 'yes-no':
      return yesNoField(at);
    case 'tick':
      return tickField(at);
    case 'names':
      return namesField(at);
    case 'benefit':
      return benefitField(at);
    case 'hardships':
      return hardshipField(at);
    case 'place':
      return placeField(at);
    case 'rows':
      return rowsField(field, at, section);
  }
}

function labelled(at: At, input: HTMLElement, hint?: string): HTMLElement {
  const id = nextId();
  input.id = id;
  input.setAttribute('data-path', at.path);
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, ...nameOf(at)),
    hint !== undefined && el('p', { class: 'hint' }, hint),
    input,
  );
}

/** The label, with what must be said of it. */
function nameOf({ label, isNeeded, texts }: At): (Node | string | false)[] {
  return [label, isNeeded && el('span', { class: 'needed' }, texts.t('required'))];
}

function group(at: At, ...children: (Node | false)[]): HTMLElement {
  return el('fieldset', { class: 'field', 'data-path': at.path }, el('legend', {}, ...nameOf(at)), ...children);
}

const KEYBOARDS = { line: 'text', phone: 'tel', 'id-number': 'numeric' } as const;

function textField(at: At, as: keyof typeof KEYBOARDS): HTMLElement {
  const stored = at.draft.value(at.path);
  const input = el('input', {
    type: as === 'phone' ? 'tel' : 'text',
    inputmode: KEYBOARDS[as],
    autocomplete: 'off',
    maxlength: as === 'line' ? '200' : '30',
    oninput: () => at.draft.set(at.path, input.value.trim() === '' ? undefined : input.value),
  });
  input.value = typeof stored === 'string' ? stored : '';
  return labelled(at, input);
}

function areaField(at: At): HTMLElement {
  const stored = at.draft.value(at.path);
  const input = el('textarea', {
    rows: '3',
    maxlength: '1000',
    oninput: () => at.draft.set(at.path, input.value.trim() === '' ? undefined : input.value),
  });
  input.value = typeof stored === 'string' ? stored : '';
  return labelled(at, input);
}

function numberField(at: At): HTMLElement {
  const stored = at.draft.value(at.path);
  const input = el('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    maxlength: '12',
    class: 'short',
    oninput: () => at.draft.set(at.path, readNumber(input.value)),
  });
  input.value = typeof stored === 'number' ? String(stored) : '';
  return labelled(at, input);
}

/** What is no number stays as it was typed, so that the server names it. */
export function readNumber(typed: string): number | string | undefined {
  const digits = typed
    .trim()
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replaceAll(',', '');
  if (digits === '') return undefined;
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : typed;
}

type Option = { value: string; label: string };

function codesOf({ texts }: At, list: string): Option[] {
  const codes = texts.form.codes as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return Object.keys(codes[list] ?? {}).map((value) => ({ value, label: labelHelpCode(texts.form, list, value) }));
}

function options(at: At, given: readonly Option[], isMany: boolean): HTMLElement {
  const name = nextId();
  const stored = at.draft.value(at.path);
  const chosen = new Set(Array.isArray(stored) ? stored.map(String) : typeof stored === 'string' ? [stored] : []);
  return el(
    'div',
    { class: 'options' },
    ...given.map(({ value, label }) => {
      const input = el('input', {
        type: isMany ? 'checkbox' : 'radio',
        name,
        checked: chosen.has(value),
        onchange: () => at.draft.set(at.path, isMany ? changed(at, value, input.checked) : value),
      });
      return el('label', { class: 'option' }, input, el('span', {}, label));
    }),
  );
}

/** Several groups of a form may write the same list. */
function changed({ draft, path }: At, value: string, isChosen: boolean): string[] {
  const stored = draft.value(path);
  const rest = (Array.isArray(stored) ? stored.map(String) : []).filter((one) => one !== value);
  return isChosen ? [...rest, value] : rest;
}

function choiceField(at: At, given: readonly Option[], isMany: boolean): HTMLElement {
  return group(at, options(at, given, isMany));
}

function hardshipField(at: At): HTMLElement {
  return group(
    at,
    ...HARDSHIP_GROUPS.map(({ dimension, codes }) =>
      el(
        'div',
        { class: 'dimension' },
        el('h3', {}, at.texts.form.dimensions[dimension]),
        options(
          at,
          codes.map((value) => ({ value, label: labelHardship(at.texts.form, value) })),
          true,
        ),
      ),
    ),
  );
}

function yesNoField(at: At): HTMLElement {
  const name = nextId();
  const stored = at.draft.value(at.path);
  const one = (value: boolean, label: string) =>
    el(
      'label',
      { class: 'option' },
      el('input', { type: 'radio', name, checked: stored === value, onchange: () => at.draft.set(at.path, value) }),
      el('span', {}, label),
    );
  return group(at, el('div', { class: 'options' }, one(true, at.texts.t('yes')), one(false, at.texts.t('no'))));
}

function tickField(at: At): HTMLElement {
  const input = el('input', {
    type: 'checkbox',
    checked: at.draft.value(at.path) === true,
    onchange: () => at.draft.set(at.path, input.checked),
  });
  return el(
    'div',
    { class: 'field', 'data-path': at.path },
    el('label', { class: 'option wide' }, input, el('span', {}, ...nameOf(at))),
  );
}

function namesField(at: At): HTMLElement {
  const stored = at.draft.value(at.path);
  const names = (typed: string) =>
    typed
      .split(/[,،、\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
  const input = el('input', {
    type: 'text',
    autocomplete: 'off',
    oninput: () => at.draft.set(at.path, input.value.trim() === '' ? undefined : names(input.value)),
  });
  input.value = Array.isArray(stored) ? stored.join(', ') : '';
  return labelled(at, input, at.texts.t('names.hint'));
}

/** Kinds of aid with what was received of each in this fiscal year; nothing is hidden until it is sent. */
function benefitField(at: At): HTMLElement {
  const { benefits } = at.view();
  const given = benefits.map(({ code, th, en }) => ({ value: code, label: at.texts.language === 'en' ? en : th }));
  return group(at, el('div', { class: 'one-per-line' }, options(at, given, false)));
}

const THIS_YEAR = new Date().getFullYear() + 543;
const MONTHS = Array.from({ length: 12 }, (_, month) => month);

function birthField(at: At): HTMLElement {
  const { t, language } = at.texts;
  const stored = at.draft.value(at.path) as { kind?: string; date?: string; year?: number } | undefined;
  const [year = '', month = '', day = ''] = stored?.date?.split('-') ?? [];
  const nameOfMonth = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const select = (label: string, chosen: string, given: readonly (readonly [string, string])[]) => {
    const made = el(
      'select',
      { 'aria-label': label, onchange: () => at.draft.set(at.path, read()) },
      el('option', { value: '' }, label),
    );
    for (const [value, text] of given) made.append(el('option', { value, selected: value === chosen }, text));
    return made;
  };
  const two = (number: number) => String(number).padStart(2, '0');
  const days = select(
    t('birth.day'),
    day,
    Array.from({ length: 31 }, (_, at) => [two(at + 1), String(at + 1)] as const),
  );
  const months = select(
    t('birth.month'),
    month,
    MONTHS.map((at) => [two(at + 1), nameOfMonth.format(Date.UTC(2000, at, 1))] as const),
  );
  const years = select(
    t('birth.year'),
    stored?.kind === 'estimated' ? String(stored.year) : year,
    Array.from({ length: 120 }, (_, ago) => [String(THIS_YEAR - ago - 543), String(THIS_YEAR - ago)] as const),
  );
  function read(): object | undefined {
    if (years.value === '') return undefined;
    if (days.value === '' || months.value === '') return { kind: 'estimated', year: Number(years.value) };
    return { kind: 'exact', date: `${years.value}-${months.value}-${days.value}` };
  }
  return group(at, el('p', { class: 'hint' }, t('birth.unsure')), el('div', { class: 'birth' }, days, months, years));
}

type RowsText = 'members' | 'had';

function rowsField(field: Extract<HelpField, { as: 'rows' }>, at: At, section: HelpSection): HTMLElement {
  const { draft, texts } = at;
  const key: RowsText = field.key === 'members' ? 'members' : 'had';
  const labels: Readonly<Record<string, string>> = texts.form.fields[section];
  const list = el('div', { class: 'rows' });
  const stored = (): unknown[] => {
    const value = draft.value(at.path);
    return Array.isArray(value) ? value : [];
  };
  const draw = (): void => {
    list.replaceChildren(
      ...stored().map((_, index) =>
        el(
          'fieldset',
          { class: 'row' },
          el('legend', {}, texts.t(`rows.at.${key}`, { at: index + 1 })),
          ...field.fields.map((inner) =>
            render(
              inner,
              {
                ...at,
                path: `${at.path}.${index}.${inner.key}`,
                label: labels[inner.key] ?? inner.key,
                isNeeded: false,
              },
              section,
            ),
          ),
          el(
            'button',
            { type: 'button', class: 'quiet', onclick: () => change(stored().filter((_, other) => other !== index)) },
            texts.t('rows.remove'),
          ),
        ),
      ),
    );
  };
  const change = (rows: unknown[]): void => {
    draft.set(at.path, rows);
    draw();
  };
  draw();
  const add = () => {
    // Of a kind of help the first must be chosen, or the entry can't be read.
    change([...stored(), {}]);
    list.lastElementChild?.querySelector<HTMLElement>('input, select')?.focus();
  };
  return el(
    'div',
    { class: 'field', 'data-path': at.path },
    list,
    el('button', { type: 'button', class: 'add', onclick: add }, `+ ${texts.t(`rows.add.${key}`)}`),
  );
}
