import { expect, test } from 'vitest';
import { LARGEST_IMPORT } from '#contract/services';
import { decodeText, readChosenFile } from './read-file.ts';

test('a file is read in UTF-8, or as Excel in Thai saves it', () => {
  expect(decodeText(new TextEncoder().encode('ข้าวสาร'))).toBe('ข้าวสาร');
  // ข้าว in windows-874.
  expect(decodeText(new Uint8Array([0xa2, 0xe9, 0xd2, 0xc7]))).toBe('ข้าว');
});

test('JSON is recognised by its name or its beginning, everything else is CSV; a file that is too large is not sent', async () => {
  const read = (text: string, name: string) => readChosenFile(new File([text], name));
  expect(await read('[]', 'services.JSON')).toEqual({ name: 'services.JSON', file: { format: 'hsds', text: '[]' } });
  expect(await read(' {"contents":[]}', 'services.txt')).toMatchObject({ file: { format: 'hsds' } });
  expect(await read('provider,service', 'services.csv')).toMatchObject({ file: { format: 'csv' } });
  expect(await read('x'.repeat(LARGEST_IMPORT + 1), 'big.csv')).toEqual({ name: 'big.csv', tooLarge: true });
});
