import { useEffect, useRef } from 'react';

export type Keys = Record<string, () => void>;

/** In small letters. By the key's place (`KeyA`, `Digit1`), so that they work while the keyboard types Thai. */
export function keyName(event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): string {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return '?';
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (/^(Digit|Numpad)\d$/.test(event.code)) return event.code.slice(-1);
  return event.key.toLowerCase();
}

/** A person who is writing means letters; only Escape still leaves the field. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/**
 * Listens on the whole page while the component is shown; of several that listen for a key the innermost has it.
 * Combinations with Ctrl, Alt and Meta are left to the browser.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
      const name = keyName(event);
      if (isWriting(event.target) && name !== 'escape') return;
      // Enter and space belong to the button that has the focus.
      if (name === 'enter' && event.target instanceof HTMLElement && event.target.closest('button, a, [role="menu"]'))
        return;
      // Inside the opened incident the arrows scroll.
      if (name.startsWith('arrow') && event.target instanceof Element && event.target.closest('article')) return;
      const act = latest.current[name];
      if (!act) return;
      // Or the letter would be typed into the field that the key has just opened.
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
