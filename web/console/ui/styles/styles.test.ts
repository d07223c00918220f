import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

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

/** The compiler does not know the classes of a style sheet: a class renamed on one side only leaves its part unstyled. */
test('every class that a component names is in its style sheet', () => {
  const missing = globSync(`${console}/**/*.tsx`).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    return [...source.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(([, name = '', sheet = '']) => {
      const rules = readFileSync(join(dirname(file), sheet), 'utf8');
      const classes = new Set([...rules.matchAll(/\.([A-Za-z_]\w*)/g)].map(([, known]) => known));
      const used = [...source.matchAll(new RegExp(`(?<![/\\w])${name}\\.(\\w+)`, 'g'))].map(([, one]) => one);
      return used.filter((one) => !classes.has(one)).map((one) => `${file}: ${name}.${one}`);
    });
  });
  expect(missing).toEqual([]);
});
