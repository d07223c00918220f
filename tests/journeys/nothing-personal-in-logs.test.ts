import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { createLog } from '../../server/platform/log.ts';
import { PLACES, report } from '../support/an-incident.ts';
import { signIn, until } from '../support/officer.ts';
import { aPhoto } from '../support/reporter-files.ts';
import { AUTH_SECRET } from '../support/test-config.ts';
import { openTestSystem } from '../support/test-system.ts';

// Logs are read by people who may not see an incident and kept where no role guards them (PDPA s.37(1)). A whole journey
// at the most talkative level, with all that goes wrong on the way, and not one value of it in a log or an error.
const lines: string[] = [];
const errors: string[] = [];
const system = await openTestSystem({
  log: createLog('debug', { write: (line) => lines.push(line) }),
});

const PHONE = '0894441234';
const WORDS = 'เขาถือมีดอยู่หน้าบ้านเลขที่สมมติ';
const NOTE = 'พบผู้ก่อเหตุชื่อสมมติ นามแฝง';
const ANSWER = 'ล็อกประตูแล้วรอในห้องน้ำ';
const LABEL = 'บ้านป้าสมมติ หลังวัด';
const NAME = 'คุณเรไร สมมุติยิ่ง';
const CARE = { name: 'นางรับดูแล สมมุติลับ', idNumber: '1234567890121', place: 'บ้านพักลับริมน้ำ', barred: '0863335577' };
const TRIED = { email: 'somebody.else@ess.example', password: 'รหัสที่เดามา 4411' };
const place = { lat: 16.82117, lng: 100.26591 };

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(system.url + path, init);
  if (response.status >= 400) errors.push(`${response.status} ${await response.clone().text()}`);
  return response;
}
const post = (path: string, body: unknown, cookie = '', more: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...more },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('a whole journey leaves no personal value and no secret in any log line or error', async () => {
  const reporter = system.line.phone(NAME);
  const officer = await signIn(system.url, 'duty1@demo.ess.example');
  const far = await signIn(system.url, 'duty-bangkok@demo.ess.example');

  // Reported while LINE is failing, with all that a person can say.
  const code = await report(reporter, { place: PLACES.muang, type: 'confinement', silent: false });
  system.line.faults.set({ answer: 'error-500', answerTimes: 6, answerFor: 'everything' });
  await reporter.sendText(PHONE);
  await reporter.sendText(WORDS);
  await reporter.sendImage(await aPhoto());
  await reporter.sendLocation({ ...place, title: LABEL });
  const { id } = await officer.sees((incident) => incident.code === code);
  const detail = await until(async () => {
    const found = await officer.detail(id);
    return found.messages.some(({ attachmentUrl }) => attachmentUrl !== null) ? found : undefined;
  });
  const attachment = detail.messages.find(({ attachmentUrl }) => attachmentUrl)?.attachmentUrl ?? '';
  expect((await ask(attachment, { headers: { cookie: officer.cookie } })).status).toBe(200);

  // Worked on, and everything that can be asked wrongly.
  const incident = `/api/v1/incidents/${id}`;
  await post(`${incident}/acknowledge`, { etaMinutes: 8 }, officer.cookie);
  await post(`${incident}/acknowledge`, { etaMinutes: 8 }, officer.cookie);
  await post(`${incident}/acknowledge`, { etaMinutes: PHONE, [WORDS]: WORDS }, officer.cookie);
  await post(`${incident}/messages`, { text: ANSWER }, officer.cookie);
  await post(`${incident}/messages`, { text: ANSWER, reportId: randomUUID() }, officer.cookie);
  await post(`${incident}/messages`, `{"text": "${ANSWER}`, officer.cookie);
  await post(`${incident}/messages`, { text: `${ANSWER}\u0000` }, officer.cookie);
  await post(`${incident}/messages`, { text: ANSWER }, far.cookie);
  await post(`${incident}/messages`, { text: ANSWER }, '');
  await post(`${incident}/messages`, { text: ANSWER }, officer.cookie, { origin: `https://${TRIED.email}` });
  await post(`${incident}/messages`, ANSWER.repeat(9000), officer.cookie);
  await post(`${incident}/resolve`, { disposition: NOTE, note: NOTE }, officer.cookie);
  await post(`${incident}/resolve`, { disposition: 'handled', note: NOTE }, officer.cookie);
  await ask(attachment.replace(/signature=.../, 'signature=AAA'), { headers: { cookie: officer.cookie } });
  await ask(attachment, { headers: { cookie: far.cookie } });
  await ask(`/api/v1/areas/describe?lat=${place.lat}&lng=${encodeURIComponent(LABEL)}`, {
    headers: { cookie: officer.cookie },
  });
  await ask(`/api/v1/agencies?text=${encodeURIComponent(`${WORDS}\u0000`)}`, { headers: { cookie: officer.cookie } });
  await ask(`/nowhere/${encodeURIComponent(WORDS)}?phone=${PHONE}`);
  for (let again = 0; again < 7; again++) await post('/api/auth/sign-in/email', TRIED);
  await post('/api/auth/sign-in/email', { email: [TRIED.email], password: { a: TRIED.password } });
  await post('/api/v1/invitations/preview', { token: `${TRIED.password}${'x'.repeat(40)}` });

  // In care, with all that a worker writes, and everything that can be asked wrongly.
  const worker = await signIn(system.url, 'caseworker@demo.ess.example');
  const registration = { name: CARE.name, idNumber: CARE.idNumber };
  const walkIn = { source: 'walk-in', isMinor: false, place: PLACES.muang, registration };
  const opened = await post('/api/v1/cases', walkIn, worker.cookie);
  const inCase = `/api/v1/cases/${((await opened.json()) as { id: string }).id}`;
  const series = `${inCase}/records/${randomUUID()}`;
  const plan = { kind: 'safety-plan', basedOn: 0, body: { place: CARE.place } };
  await post(`${inCase}/accept`, {}, worker.cookie);
  await post(series, plan, worker.cookie);
  await post(series, plan, worker.cookie);
  await post(series, { ...plan, body: { place: CARE.place, [CARE.place]: CARE.name } }, worker.cookie);
  await post(`${series}/sign`, { version: CARE.name }, worker.cookie);
  await post(`${series}/sign`, { version: 1 }, worker.cookie);
  await post(series, plan, officer.cookie);
  await post(`${inCase}/exclusions`, { kind: 'phone', value: CARE.barred, reason: 'alleged-abuser' }, worker.cookie);
  await post(`${inCase}/exclusions`, { kind: 'phone', value: CARE.barred, reason: 'alleged-abuser' }, worker.cookie);
  await post(`${inCase}/exclusions`, { kind: CARE.barred, value: CARE.barred, reason: CARE.name }, worker.cookie);
  await ask(`/api/v1/care/search?q=${encodeURIComponent(CARE.name)}`, { headers: { cookie: worker.cookie } });
  await ask(`/api/v1/care/search?q=${encodeURIComponent(CARE.name)}`, { headers: { cookie: officer.cookie } });
  await ask(`${inCase}/print?document=summary&reason=${encodeURIComponent(CARE.name)}`, {
    headers: { cookie: worker.cookie },
  });
  await ask(`${inCase}/print?document=summary&reason=court`, { headers: { cookie: worker.cookie } });

  // Webhooks: forged, without signature, and of somebody who knows no better.
  const forged = JSON.stringify({
    events: [{ type: 'message', message: { type: 'text', text: WORDS }, source: { userId: reporter.userId } }],
  });
  await post('/webhook/line', forged, '', { 'x-line-signature': 'forged' });
  await post('/webhook/line', forged);
  await post('/webhook/line-staff', forged);
  await system.line.webhooks.idle();
  const secrets = [
    ...[AUTH_SECRET, 'secret-of-this-test', 'token-of-this-test', new URL(inject('databaseServer')).password],
    ...[officer.cookie, far.cookie].flatMap((cookie) => cookie.split('; ').map((pair) => pair.split('=')[1] ?? '')),
    new URLSearchParams(attachment.split('?')[1]).get('signature') ?? '',
  ];
  const personal = [
    ...Object.values(CARE),
    ...[PHONE, PHONE.slice(1), WORDS, NOTE, ANSWER, LABEL, NAME, reporter.userId],
    ...[String(place.lat), String(place.lng), String(PLACES.muang.lat), String(PLACES.muang.lng)],
    ...[TRIED.email, TRIED.password, 'duty1@demo.ess.example', 'sathit-phitsanulok'],
  ];
  expect(errors.length).toBeGreaterThan(20);
  expect(lines.length).toBeGreaterThan(0);
  const all = [...lines, ...errors].join('\n');
  for (const value of [...secrets, ...personal].filter((one) => one.length > 3)) {
    for (const written of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) {
      expect(all.includes(written), `${written} in ${findLine(written)}`).toBe(false);
    }
  }
  // Who was faster is told to a colleague by name, and to no log.
  expect(lines.join('')).not.toContain('สมมติ ใจดี');
  // No place in our code and no statement in an answer; in a log the place may stand.
  expect(errors.join('\n')).not.toMatch(/node_modules|\.ts:\d|\bSELECT \b|\bINSERT \b/);
});

function findLine(value: string): string {
  return [...lines, ...errors].find((line) => line.includes(value)) ?? '';
}
