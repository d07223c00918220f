import { expect, test } from 'vitest';
import type { WebReportAction, WebReportState, WebReportStatus } from '#contract/citizen-report';
import { CITIZEN_TEXTS } from '#contract/citizen-texts';
import { html } from '#platform/html';
import { renderStatusPage } from './status-page.ts';

const NOW = '2026-11-29T07:00:00.000Z';
const assets = { head: html``, icons: html``, policy: () => '' };
const t = CITIZEN_TEXTS.th.texts;

function page(state: WebReportState, actions: WebReportAction[]): string {
  const status: WebReportStatus = {
    ...{ code: '93VFJV4AGF', incidentCode: 'ES-6911-0412', state, since: NOW, now: NOW, etaAt: null, actions },
    ...{ isUnanswered: false, station: null, type: 'confinement', silent: false, language: 'th', position: null },
    ...{ placeName: null, placeDetail: null, places: [], phone: null, canTakeCalls: null, cancelRequested: null },
    ...{ messages: [], writtenAt: NOW, receivedAt: NOW },
  };
  return renderStatusPage({ assets, language: 'th', status, isWriting: false, done: null });
}

test('after the end it can be rated and a new report begun, also without a script; before, neither is offered', () => {
  const closed = page('closed', ['rate', 'nobody-came']);
  expect([...closed.matchAll(/name="stars" value="(\d)"/g)].map(([, stars]) => stars)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
  ]);
  expect(closed).toContain(t.again);
  expect(closed).toContain(t.nobodyCame);
  for (const offered of [t.rate, t.again]) expect(page('waiting', ['message', 'cancel'])).not.toContain(offered);
});

test('what was taken back asks for no stars', () => {
  expect(page('cancelled', ['nobody-came'])).not.toContain('name="stars"');
});
