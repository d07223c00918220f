import { expect, test } from 'vitest';
import { anIncident } from '../an-incident.ts';
import { attentionKeys } from './attention.ts';

const queueOf = (...incidents: ReturnType<typeof anIncident>[]) => ({
  incidents: new Map(incidents.map((incident) => [incident.id, incident])),
  unfinished: new Map(),
});
const us = new Set(['us']);

test('a newer message of the same reporter sounds again', () => {
  const first = attentionKeys(queueOf(anIncident(1, { lastReporterMessageAt: '2026-11-21T02:00:00.000Z' })), us);
  const second = attentionKeys(queueOf(anIncident(1, { lastReporterMessageAt: '2026-11-21T02:01:00.000Z' })), us);
  expect([...second].some((key) => !first.has(key))).toBe(true);
});

test('a transfer to another agency is not ours to hear', () => {
  const transfer = (id: string) => anIncident(1, { transferTo: { id, nameTh: 'หน่วย', nameEn: null } });
  expect(attentionKeys(queueOf(transfer('them')), us).size).toBe(0);
  expect(attentionKeys(queueOf(transfer('us')), us).size).toBe(1);
});

test('a changed ETA makes no sound', () => {
  expect(attentionKeys(queueOf(anIncident(1, { etaAt: '2026-11-21T02:09:00.000Z', version: 4 })), us).size).toBe(0);
});
