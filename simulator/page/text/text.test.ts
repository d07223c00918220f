import { expect, test } from 'vitest';
import { en } from './en.ts';
import { th } from './th.ts';

type Tree = { [key: string]: string | Tree };

function listKeys(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : listKeys(value, `${before}${key}.`),
  );
}

test('Thai and English have the same keys, and no Thai text was left untranslated', () => {
  expect(listKeys(en)).toEqual(listKeys(th));
  const same = listKeys(th).filter((key) => {
    const read = (tree: Tree) => key.split('.').reduce<string | Tree>((at, part) => (at as Tree)[part] ?? '', tree);
    return read(th) === read(en) && read(th) !== '';
  });
  expect(same).toEqual([]);
});
