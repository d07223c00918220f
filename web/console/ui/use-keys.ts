import { useEffect, useLayoutEffect, useRef } from 'react';

export type Keys = Record<string, () => void>;

/** In small letters. By the key's place (`KeyA`, `Digit1`), so that they work while the keyboard types Thai. */
export function keyName(event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): string {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return '?';
  if (event.code === 'Slash') return '/';
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (/^(Digit|Numpad)\d$/.test(event.code)) return event.code.slice(-1);
  return event.key.toLowerCase();
}

/** A person who is writing means letters; only Escape still leaves the field. */
export function isWriting(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

const CHOICES = ['radio', 'checkbox', 'button', 'submit', 'range', 'file'];

/** A field with something typed in it. A choice has a value too, but nobody wrote it. */
function holdsWords(field: HTMLElement): boolean {
  if (field instanceof HTMLInputElement) return field.value !== '' && !CHOICES.includes(field.type);
  return field instanceof HTMLTextAreaElement && field.value !== '';
}

/** Who listens, and since which moment for which key. */
type Listener = { keys: Keys; since: Map<string, number> };
const listeners = new Set<Listener>();
let moment = 0;
let isSameMoment = false;

/** What is drawn together listens since the same moment, so that the innermost of it, registered first, has the key. */
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
    // Words that somebody is writing are not thrown away with what stands around them.
    if (holdsWords(event.target)) {
      event.target.blur();
      return;
    }
  }
  // Enter and space belong to the button that has the focus.
  if (name === 'enter' && event.target instanceof HTMLElement && event.target.closest('button, a, [role="menu"]'))
    return;
  // Inside the opened incident the arrows scroll.
  if (name.startsWith('arrow') && event.target instanceof Element && event.target.closest('article')) return;
  let top: Listener | undefined;
  for (const one of listeners) {
    if (one.keys[name] && (!top || (one.since.get(name) ?? 0) > (top.since.get(name) ?? 0))) top = one;
  }
  if (!top) return;
  // Or the letter would be typed into the field that the key has just opened.
  event.preventDefault();
  top.keys[name]?.();
}

/**
 * Listens on the whole page while the component is shown. Of several that listen for a key, what was opened last has
 * it: Escape closes the top thing and nothing below it. Combinations with Ctrl, Alt and Meta are left to the browser.
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
