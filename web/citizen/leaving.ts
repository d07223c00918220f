import { el, find } from './element.ts';
import type { Say } from './page-data.ts';

const PRESSES = 3;
const WITHIN_MS = 5000;
/** White first; what must still be written gets this long before the page goes. */
const WRITE_WITHIN_MS = 150;
const CLOSE_WITHIN_MS = 400;

type Leaving = {
  say: Say | undefined;
  /** Empties what is kept of this page, and lets a waiting report go out unseen. */
  forget(): Promise<void>;
  /** Inside LINE the whole window goes. @returns false where none does */
  close(): boolean;
};

/**
 * "Leave now": the screen is white at once, nothing of the page stays in the tab, and the address of another page takes its place, so
 * that "back" doesn't lead here. By the button, or Shift three times within five seconds, whose progress is seen and read out.
 */
export function setUpLeaving({ say, forget, close }: Leaving): void {
  const link = find<HTMLAnchorElement>('exit');
  const progress = find('exit-progress');
  if (!link || !progress) return;
  let isLeaving = false;
  const leave = (): void => {
    // Whoever presses on in a hurry would stop what has begun and begin it anew.
    if (isLeaving) return;
    isLeaving = true;
    blank();
    const to = (!say && navigator.onLine ? undefined : link.dataset.to) ?? link.href;
    const late = new Promise((resume) => setTimeout(resume, WRITE_WITHIN_MS));
    void Promise.race([forget().catch(() => undefined), late]).then(() => {
      // LINE doesn't promise to close it: then another page takes its place.
      if (close()) setTimeout(() => location.replace(to), CLOSE_WITHIN_MS);
      else location.replace(to);
    });
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    const text =
      pressed === 0 ? '' : pressed < PRESSES ? say?.('exit.left', { n: PRESSES - pressed }) : say?.('exit.now');
    const dots = Array.from({ length: PRESSES }, (_, at) => el('i', { class: at < pressed ? 'on' : undefined }));
    progress.replaceChildren(
      ...(pressed === 0 ? [] : [el('span', {}, text), el('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots)]),
    );
  };
  const startOver = (): void => {
    pressed = 0;
    show();
  };
  document.addEventListener('keydown', ({ key, repeat }) => {
    if (repeat) return;
    clearTimeout(timer);
    if (key !== 'Shift') {
      // A capital letter is typed with Shift.
      if (pressed > 0) startOver();
      return;
    }
    pressed += 1;
    show();
    if (pressed >= PRESSES) leave();
    else timer = setTimeout(startOver, WITHIN_MS);
  });
}

/** Nothing is left on the screen, in the tab's name or for whoever comes back by a picture of the page that the browser kept. */
function blank(): void {
  document.documentElement.className = 'left';
  document.title = '\u200b';
  document.body.replaceChildren();
}

/** A page that is gone shows nothing when the browser brings its picture back; it is loaded anew. */
export function blankWhenHidden(): void {
  addEventListener('pagehide', () => document.documentElement.classList.add('left'));
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
    else document.documentElement.classList.remove('left');
  });
}
