import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyName, useKeys } from './use-keys.ts';

test('letters are recognised by the position of the key, so that they work while the keyboard types Thai', () => {
  expect(keyName({ code: 'KeyA', key: 'ฟ', shiftKey: false })).toBe('a');
  expect(keyName({ code: 'Digit3', key: '-', shiftKey: false })).toBe('3');
  expect(keyName({ code: 'Numpad5', key: '5', shiftKey: false })).toBe('5');
  expect(keyName({ code: 'Slash', key: 'ฦ', shiftKey: true })).toBe('?');
  expect(keyName({ code: 'Slash', key: 'ฝ', shiftKey: false })).toBe('/');
  expect(keyName({ code: 'Escape', key: 'Escape', shiftKey: false })).toBe('escape');
});

let page: HTMLElement;
let root: ReturnType<typeof createRoot>;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const show = (node: ReactNode): void => act(() => root.render(node));
const press = (key: string, on: Element = document.body): void => {
  act(() => void on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
};

function Layer({ onEscape, children }: { onEscape?: (() => void) | undefined; children?: ReactNode }) {
  useKeys(onEscape ? { escape: onEscape } : {});
  return children;
}

test('Escape closes only what was opened last, wherever it is on the page', () => {
  const [below, menu] = [vi.fn(), vi.fn()];
  // The menu is before the incident on the page, as in the console's header, and is opened after it.
  const draw = (isMenuOpen: boolean) => (
    <>
      <Layer onEscape={isMenuOpen ? menu : undefined} />
      <Layer onEscape={below} />
    </>
  );
  show(draw(false));
  show(draw(true));
  press('Escape');
  expect([menu.mock.calls.length, below.mock.calls.length]).toEqual([1, 0]);
  show(draw(false));
  press('Escape');
  expect([menu.mock.calls.length, below.mock.calls.length]).toEqual([1, 1]);
});

test('of listeners rendered together the innermost gets the key', () => {
  const [outer, inner] = [vi.fn(), vi.fn()];
  show(
    <Layer onEscape={outer}>
      <Layer onEscape={inner} />
    </Layer>,
  );
  press('Escape');
  expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 0]);
});

test('Escape in a field with text leaves the field and closes nothing; in an empty one it closes', () => {
  const close = vi.fn();
  show(
    <>
      <Layer onEscape={close} />
      <input aria-label="filled" defaultValue="บ้านเลขที่" />
      <input aria-label="empty" />
    </>,
  );
  const [filled, empty] = page.querySelectorAll('input');
  if (!filled || !empty) throw new Error('no fields');
  filled.focus();
  press('Escape', filled);
  expect(close).not.toHaveBeenCalled();
  expect(document.activeElement).not.toBe(filled);
  press('Escape', empty);
  expect(close).toHaveBeenCalledOnce();
});

test('Escape on a radio button, whose value nobody typed, closes what contains it', () => {
  const close = vi.fn();
  show(
    <Layer onEscape={close}>
      <input type="radio" value="en" readOnly />
    </Layer>,
  );
  press('Escape', page.querySelector('input') ?? page);
  expect(close).toHaveBeenCalledTimes(1);
});
