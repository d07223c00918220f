import { expect, test } from 'vitest';
import { compile, createMemory, escapeLike, sql } from './sql.ts';

test('what is put in is a value, and a part where it was marked as SQL', () => {
  const condition = (age: number) => sql`age > ${age} AND name <> ${"x'; DROP TABLE people; --"}`;
  expect(
    compile(sql`SELECT ${1}, ${sql.ref('p.name')} FROM ${sql.table('a.people')} AS p WHERE ${condition(7)}`),
  ).toMatchObject({
    text: 'SELECT $1, "p"."name" FROM "a"."people" AS p WHERE age > $2 AND name <> $3',
    values: [1, 7, "x'; DROP TABLE people; --"],
  });
  expect(compile(sql`SELECT ${sql.lit("it's")}, ${sql.raw('now()')}`)).toMatchObject({
    text: "SELECT 'it''s', now()",
    values: [],
  });
});

test('a list is joined with its values in order, by a comma or what is given', () => {
  const list = sql`VALUES ${sql.join([1, 2].map((one) => sql`(${one}, ${'x'})`))}`;
  expect(compile(list)).toMatchObject({ text: 'VALUES ($1, $2), ($3, $4)', values: [1, 'x', 2, 'x'] });
  const either = sql`WHERE ${sql.join([sql`a = ${1}`, sql`b`], sql` OR `)}`;
  expect(compile(either)).toMatchObject({ text: 'WHERE a = $1 OR b', values: [1] });
  expect(compile(sql`IN (${sql.join([])})`)).toMatchObject({ text: 'IN ()' });
});

test('the same text has the same name, whatever the values; another text made of the same signs has its own', () => {
  const one = (value: unknown) => compile(sql`SELECT ${value}, x`);
  expect(one(1).name).toBe(one(null).name);
  // A value, a part, and a text that reads like a value's place.
  const texts = [
    sql`SELECT a${1}b${2}`,
    sql`SELECT a${sql`c`}b${2}`,
    sql`SELECT a${1}${sql`b`}${2}`,
    sql`SELECT ${1}ab${2}`,
  ];
  const compiled = texts.map((text) => compile(text));
  expect(compiled.map(({ text }) => text)).toEqual(['SELECT a$1b$2', 'SELECT acb$1', 'SELECT a$1b$2', 'SELECT $1ab$2']);
  expect(compiled[0]?.name).toBe(compiled[2]?.name);
  expect(new Set(compiled.map(({ name }) => name)).size).toBe(3);
});

test('texts that are made anew each time still mean what they say when there are too many to remember', () => {
  // A memory of its own: the one of this process is that of other tests too.
  const memory = createMemory(100);
  for (let n = 0; n < 110; n++) {
    const { text, values } = compile(sql`SELECT ${n} AS ${sql.ref(`n${n}`)}`, memory);
    expect([text, values]).toEqual([`SELECT $1 AS "n${n}"`, [n]]);
  }
  const late = sql`SELECT ${1} AS late`;
  expect(compile(late, memory)).toEqual({ text: 'SELECT $1 AS late', name: undefined, values: [1] });
  expect(compile(late).name).toBeDefined();
});

test('what somebody searches for means itself, also with the signs of LIKE', () => {
  expect(escapeLike(String.raw`50%_\ร้าน`)).toBe(String.raw`50\%\_\\ร้าน`);
});
