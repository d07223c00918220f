import { useEffect, useLayoutEffect } from 'react';
import { type Keys, useKeys } from './use-keys.ts';

/**
 * J, K and the arrow keys go to the next and the previous one of a list, and to the first while none is chosen. The list
 * is read when the key is pressed.
 */
export function listKeys<One>(read: () => { list: readonly One[]; at: number }, onMove: (one: One) => void): Keys {
  const move = (step: number) => (): void => {
    const { list, at } = read();
    const next = list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + step))];
    if (next !== undefined) onMove(next);
  };
  return { j: move(1), k: move(-1), arrowdown: move(1), arrowup: move(-1) };
}

/** Marks what opens a row: a link or a button, one in each row, so that the keys visit every row once. */
export const listed = (name = '') => ({ 'data-listed': name }) as const;
const ROWS = 'main [data-listed]';

/** The row from which each page was left, so that whoever comes back is at the same one. */
const left = new Map<string, string>();
const nameOf = (row: HTMLElement): string => row.dataset.listed || (row.getAttribute('href') ?? '');

/**
 * For a page with lists: the keys move the focus from row to row through all of them, and Enter opens the row because it
 * is a link or a button. `page`: lists with the same name share the row that was left.
 */
export function useRowKeys(page: string): void {
  useKeys(listKeys(readRows, (row) => row.focus()));
  useEffect(() => {
    const name = left.get(page);
    if (document.activeElement !== document.body) return;
    listRows()
      .find((row) => nameOf(row) === name)
      ?.focus();
  }, [page]);
  useLayoutEffect(
    () => () => {
      const { list, at } = readRows();
      left.set(page, list[at] ? nameOf(list[at]) : '');
    },
    [page],
  );
}

/** Without what is folded away. */
function listRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.offsetParent !== null);
}

/** The focus may also be on another button of a row. */
function readRows(): { list: HTMLElement[]; at: number } {
  const list = listRows();
  const row = document.activeElement?.closest('li, tr');
  return { list, at: row ? list.findIndex((one) => row.contains(one)) : -1 };
}
