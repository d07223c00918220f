import type { ProjectFile } from './read-project.ts';

/** The SQL texts of a file: what stands in sql`…` tags, without the values put into them. */
export function listSqlTexts({ text }: ProjectFile): string[] {
  return [...text.matchAll(/\bsql(?:<[^`;]*?>)?`/g)].map(({ index, 0: opening }) =>
    readTemplate(text, index + opening.length),
  );
}

/** Reads from behind the opening backtick to the closing one; `${…}` (which may hold templates itself) becomes a blank. */
function readTemplate(text: string, start: number): string {
  let sql = '';
  let position = start;
  while (position < text.length && text[position] !== '`') {
    if (text[position] === '\\') position += 2;
    else if (text.startsWith('${', position)) {
      position = skipValue(text, position + 2);
      sql += ' ';
    } else sql += text[position++];
  }
  return sql;
}

/** The position behind the brace that closes a `${`. */
function skipValue(text: string, start: number): number {
  let depth = 1;
  let position = start;
  while (position < text.length && depth > 0) {
    if (text[position] === '{') depth++;
    if (text[position] === '}') depth--;
    position++;
  }
  return position;
}
