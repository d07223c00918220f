import type { IncidentDetail } from '../../contract/incident.ts';
import type { Disposition } from '../../contract/incident-status.ts';
import { INCIDENT_TYPES, type IncidentType } from '../../contract/incident-type.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import { type Officer, until } from './officer.ts';
import type { TestSystem } from './test-system.ts';

/** Places in the demonstration's Phitsanulok, chosen by who answers for them. */
export const PLACES = {
  /** In the middle of PS65003's area; duty1, duty2 and superintendent serve there. */
  muang: { lat: 16.8211, lng: 100.2659 },
  /** In the same area, 200 m from the border to PS65013 Wang Thong, where duty-wangthong serves. */
  nearWangThong: { lat: 16.83, lng: 100.3287 },
  wangThong: { lat: 16.8215, lng: 100.4025 },
  bangkok: { lat: 13.7563, lng: 100.5018 },
};

export type Happened = { id: string; code: string; phone: Phone; detail: IncidentDetail };

let people = 0;

/**
 * An incident in the terms of the field, brought about as in life: reported on a phone in LINE, worked on over HTTP.
 * `anIncident(system).reportedAt(place).silent().acknowledgedBy(officer, { etaMinutes: 8 }).happens()`
 */
export function anIncident(system: TestSystem) {
  const actions: ((id: string) => Promise<void>)[] = [];
  let place: { lat: number; lng: number } = PLACES.muang;
  let type: IncidentType = 'threat-or-assault';
  let silent = false;
  let phone: Phone | undefined;

  const by = (officer: Officer, action: string, body?: object) => {
    actions.push(async (id) => {
      const answer = await officer.post(`/api/v1/incidents/${id}/${action}`, body ?? {});
      if (answer.status !== 200) throw new Error(`${action} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    });
    return builder;
  };
  const builder = {
    reportedAt(where: { lat: number; lng: number }) {
      place = where;
      return builder;
    },
    ofType(which: IncidentType) {
      type = which;
      return builder;
    },
    silent() {
      silent = true;
      return builder;
    },
    onPhone(which: Phone) {
      phone = which;
      return builder;
    },
    acknowledgedBy: (officer: Officer, eta = { etaMinutes: 8 }) => by(officer, 'acknowledge', eta),
    assignedBy: (officer: Officer, unit = { unitName: 'สายตรวจ 1' }) => by(officer, 'assign', unit),
    enRouteBy: (officer: Officer) => by(officer, 'en-route'),
    onSceneBy: (officer: Officer) => by(officer, 'on-scene'),
    resolvedBy: (officer: Officer, disposition: Disposition = 'handled') => by(officer, 'resolve', { disposition }),
    closedBy: (officer: Officer) => by(officer, 'close'),
    reopenedBy: (officer: Officer, reason = 'ยังไม่จบ') => by(officer, 'reopen', { reason }),
    transferAskedBy: (officer: Officer, agencyId: string) => by(officer, 'transfer', { agencyId, reason: 'ใกล้กว่า' }),
    async happens(): Promise<Happened> {
      people += 1;
      const reporter = phone ?? system.line.phone(`ผู้แจ้ง ${people}`);
      const code = await report(reporter, { place, type, silent });
      const nationalDesk = await system.officer('desk1300');
      const { id } = await nationalDesk.sees((incident) => incident.code === code);
      for (const action of actions) await action(id);
      return { id, code, phone: reporter, detail: await nationalDesk.detail(id) };
    },
  };
  return builder;
}

/** Reports as a person does, typing where they could tap; gives the code they receive. */
export async function report(
  phone: Phone,
  { place, type, silent }: { place: { lat: number; lng: number }; type: IncidentType; silent: boolean },
): Promise<string> {
  await phone.sendText(silent ? 'แจ้งแบบเงียบ' : 'ช่วยด้วย');
  await phone.sendText(String(INCIDENT_TYPES.indexOf(type) + 1));
  const { id: after } = await lastMessage(phone);
  await phone.sendLocation(place);
  const opened = await phone.waitForMessage(/เลขที่ ES-/, { after });
  return /ES-\d{4}-\d+/.exec(opened.text)?.[0] ?? '';
}

async function lastMessage(phone: Phone) {
  return until(() => phone.messages().findLast(({ from }) => from === 'me'));
}
