import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const console = 'web/console';
const styles = 'node_modules/@mantine/core/styles';

/** Without its sheet a component stands bare: a box with its tick beside it, a switch as a line. */
test('every component of the library comes with its style sheet', () => {
  const everywhere = readFileSync(`${console}/ui/styles/index.ts`, 'utf8');
  const bare = globSync(`${console}/**/*.tsx`).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const imported = [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names]) =>
      (names ?? '').split(',').map((name) => name.trim()),
    );
    return imported
      .filter((name) => existsSync(`${styles}/${name}.layer.css`))
      .filter((name) => ![everywhere, source].some((text) => text.includes(`styles/${name}.layer.css`)))
      .map((name) => `${file}: ${name}`);
  });
  expect(bare).toEqual([]);
});
