import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { UNUSED_COLOURS } from '../../drop-unused-colours.ts';

const console = 'web/console';
const styles = 'node_modules/@mantine/core/styles';

/** Without its style sheet a component looks broken: a checkbox with its tick beside it, a switch as a line. */
test('the style sheet of every Mantine component that we use is imported', () => {
  const everywhere = readFileSync(`${console}/ui/styles/index.ts`, 'utf8');
  const unstyled = globSync(`${console}/**/*.tsx`).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const imported = [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names]) =>
      (names ?? '').split(',').map((name) => name.trim()),
    );
    return imported
      .filter((name) => existsSync(`${styles}/${name}.layer.css`))
      .filter((name) => ![everywhere, source].some((text) => text.includes(`styles/${name}.layer.css`)))
      .map((name) => `${file}: ${name}`);
  });
  expect(unstyled).toEqual([]);
});

test('no component and no style sheet names a colour whose variables are not in the page', () => {
  const named = new RegExp(`[cC]olor(?:=["{'\\s]*|-)(?:${UNUSED_COLOURS.join('|')})\\b`);
  const mantine = globSync(`${styles}/*.layer.css`).filter((file) => !file.includes('default-css-variables'));
  const everywhere = readFileSync(`${console}/ui/styles/index.ts`, 'utf8');
  const ours = globSync(`${console}/**/*.{tsx,css}`);
  const used = mantine.filter((file) => everywhere.includes(file.slice(file.lastIndexOf('/'))));
  expect([...ours, ...used].filter((file) => named.test(readFileSync(file, 'utf8')))).toEqual([]);
});

/** The compiler does not know the classes of a style sheet: a class renamed on one side only leaves its part unstyled. */
test('every class that a component names is in its style sheet', () => {
  const missing = globSync(`${console}/**/*.tsx`).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    return [...source.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name = '', sheet = '']) => {
      const rules = readFileSync(join(dirname(file), sheet), 'utf8');
      const classes = new Set([...rules.matchAll(/\.([A-Za-z_]\w*)/g)].map(([, known]) => known));
      const used = [...source.matchAll(new RegExp(`(?<![/\\w.-])${name}\\.(\\w+)`, 'g'))].map(([, one]) => one);
      return used.filter((one) => !classes.has(one)).map((one) => `${file}: ${name}.${one}`);
    });
  });
  expect(missing).toEqual([]);
});

/** A class written out belongs to a sheet that is loaded everywhere; text for screen readers alone once stood on the screen. */
test.each(['web/console', 'simulator/page'])('every class that is written out in %s has a rule', (page) => {
  const sheets = globSync(`${page}/**/*.css`, { exclude: (name) => name.endsWith('.module.css') });
  const rules = sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n');
  const unstyled = globSync(`${page}/**/*.tsx`).flatMap((file) => {
    const written = [...readFileSync(file, 'utf8').matchAll(/className=(?:"([^"]+)"|\{[^}?]*\? '([^']+)')/g)];
    return written
      .flatMap(([, plain, chosen]) => (plain ?? chosen ?? '').split(' '))
      .filter((name) => name !== '' && !new RegExp(`\\.${name}(?![\\w-])`).test(rules))
      .map((name) => `${file}: ${name}`);
  });
  expect(unstyled).toEqual([]);
});

/** Written by Mantine's components. */
const MANTINES_OWN = ['data-position'];

/** The same for the states that components show by `data-…` attributes. */
test.each(['web/console', 'simulator/page'])(
  'every data attribute that a style sheet of %s looks at is written somewhere',
  (page) => {
    // Charts are shared with the server.
    const code = globSync(`{charts,${page}}/**/*.{tsx,ts,html}`)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unwritten = globSync(`${page}/**/*.css`).flatMap((sheet) =>
      [...readFileSync(sheet, 'utf8').matchAll(/\[(data-[a-z-]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !code.includes(name) && !MANTINES_OWN.includes(name))
        .map((name) => `${sheet}: ${name}`),
    );
    expect(unwritten).toEqual([]);
  },
);
