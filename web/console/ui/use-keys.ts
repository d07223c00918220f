import { useEffect, useLayoutEffect, useRef } from 'react';

export type Keys = Record<string, () => void>;

/** In lower case, by the position of the key (`KeyA`, `Digit1`), so that it works while the keyboard types Thai. */
export function keyName(event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): string {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return '?';
  if (event.code === 'Slash') return '/';
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (/^(Digit|Numpad)\d$/.test(event.code)) return event.code.slice(-1);
  return event.key.toLowerCase();
}

/** In a text field keys are text; only Escape still leaves the field. */
export function isWriting(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

const CHOICES = ['radio', 'checkbox', 'button', 'submit', 'range', 'file'];

/** A field with typed text. A radio button has a value too, but nobody typed it. */
function hasTypedText(field: HTMLElement): boolean {
  if (field instanceof HTMLInputElement) return field.value !== '' && !CHOICES.includes(field.type);
  return field instanceof HTMLTextAreaElement && field.value !== '';
}

/** `since`: from which moment it listens for each key. */
type Listener = { keys: Keys; since: Map<string, number> };
const listeners = new Set<Listener>();
let moment = 0;
let isSameMoment = false;

/** Listeners rendered together get the same moment, so that the innermost, which registers first, gets the key. */
function nowAsMoment(): number {
  if (!isSameMoment) {
    isSameMoment = true;
    moment += 1;
    queueMicrotask(() => {
      isSameMoment = false;
    });
  }
  return moment;
}

function listen(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
  const name = keyName(event);
  if (isWriting(event.target)) {
    if (name !== 'escape') return;
    // Escape must not close a form while somebody is typing in it.
    if (hasTypedText(event.target)) {
      event.target.blur();
      return;
    }
  }
  // Enter and space belong to the focused button.
  if (name === 'enter' && event.target instanceof HTMLElement && event.target.closest('button, a, [role="menu"]'))
    return;
  // Inside the open incident the arrow keys scroll.
  if (name.startsWith('arrow') && event.target instanceof Element && event.target.closest('article')) return;
  let top: Listener | undefined;
  for (const one of listeners) {
    if (one.keys[name] && (!top || (one.since.get(name) ?? 0) > (top.since.get(name) ?? 0))) top = one;
  }
  if (!top) return;
  // Otherwise the letter would be typed into the field that the key opens.
  event.preventDefault();
  top.keys[name]?.();
}

/**
 * Listens on the whole page while the component is shown. If several listen for a key, the one that was opened last gets
 * it, so that Escape closes one thing at a time. Combinations with Ctrl, Alt and Meta are left to the browser.
 */
export function useKeys(keys: Keys): void {
  const own = useRef<Listener>({ keys, since: new Map() }).current;
  useLayoutEffect(() => {
    own.keys = keys;
    for (const name of own.since.keys()) if (!keys[name]) own.since.delete(name);
    for (const name of Object.keys(keys)) if (!own.since.has(name)) own.since.set(name, nowAsMoment());
  });
  useEffect(() => {
    if (listeners.size === 0) document.addEventListener('keydown', listen);
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0) document.removeEventListener('keydown', listen);
    };
  }, [own]);
}
