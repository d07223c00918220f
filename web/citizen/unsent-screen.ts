import { el, icon } from './element.ts';
import type { Say } from './page-data.ts';
import { isOld } from './sending.ts';
import type { Waiting } from './waiting-reports.ts';

type Given = { say: Say; waiting: Waiting; secondsLeft(): number; onTry(): void; onDrop(): void };

/** Not sent, in words and never with a tick: what is kept, when it was written, when it is tried again. @returns how to count down */
export function unsentScreen({ say, waiting, secondsLeft, onTry, onDrop }: Given): { nodes: Node[]; tick(): void } {
  const { report } = waiting;
  const next = el('p', { class: 'hint' });
  const old = isOld(waiting, Date.now());
  const row = (name: string, value: string | null | undefined): Node | false =>
    value != null && value !== '' && el('div', {}, el('dt', {}, name), el('dd', {}, value));
  const written = report.writtenAt ? new Date(report.writtenAt) : undefined;
  const nodes = [
    el(
      'div',
      { class: 'unsent', role: 'alert' },
      icon('offline'),
      el('h2', { tabindex: '-1' }, say('unsent')),
      el('p', {}, old ? say('unsent.old') : navigator.onLine ? say('sending') : say('unsent.network')),
    ),
    el('p', { class: 'kept' }, icon('kept'), el('span', {}, say('unsent.kept'))),
    next,
    el(
      'dl',
      {},
      row(say('title'), report.silent ? null : say(`type.${report.type ?? 'unknown'}`)) || null,
      row(say('place'), report.place ?? measured(report.position?.accuracyMetres, say)) || null,
      row(say('unsent.written'), written && clock(written)) || null,
    ),
    el(
      'ul',
      { class: 'plainly' },
      ...(['unsent.once', 'unsent.open', 'unsent.closed', 'unsent.call'] as const)
        .filter((key) => !(report.silent && key === 'unsent.call'))
        .map((key) => el('li', {}, say(key))),
    ),
    el(
      'button',
      { type: 'button', class: 'main', onclick: onTry },
      icon('again'),
      say(old ? 'unsent.yes' : 'unsent.try'),
    ),
    el('button', { type: 'button', class: 'plain', onclick: onDrop }, say(old ? 'unsent.no' : 'unsent.drop')),
  ];
  const tick = (): void => {
    next.textContent = old ? '' : say('unsent.next', { s: secondsLeft() });
  };
  tick();
  return { nodes, tick };
}

/** A report that was sent, on a page that can't ask about it: never the empty form, or it would be written a second time. */
export function noLineScreen({ say, silent, waits }: { say: Say; silent: boolean; waits: boolean }): Node[] {
  return [
    el(
      'section',
      { class: 'card waits' },
      el('div', { role: 'status' }, el('h2', {}, icon('offline'), say('unsent.network'))),
      el('p', { class: 'done' }, icon('check'), say('done')),
      waits && el('p', {}, say('unsent.kept')),
      waits && el('p', { class: 'hint' }, say('unsent.open')),
    ),
    ...(silent ? [] : [el('p', { class: 'late' }, say('unsent.call'))]),
  ];
}

function measured(metres: number | null | undefined, say: Say): string | null {
  if (metres == null) return null;
  return metres > 100 ? say('place.far', { km: (metres / 1000).toFixed(1) }) : say('place.near', { m: metres });
}

export function clock(time: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bangkok' }).format(
    time,
  );
}
