import type { Actor } from '#capabilities/access';
import { listIncidents } from '#capabilities/incident';
import type { IncidentSummary } from '#contract/incident';
import { type Cell, writeCsv } from '#platform/csv/write-csv';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { ControlRoomContext } from '../context.ts';

/**
 * The incidents that ended last in the actor's area as a spreadsheet: numbers, codes and times. No place, no name and no
 * free text: once exported, nobody can see who reads the file.
 */
export async function getEndedTable(
  context: ControlRoomContext,
  connection: Connection,
  actor: Actor,
): Promise<FileAnswer> {
  const ended = await listIncidents(context, connection, actor, 'recent');
  // Exercises are never counted.
  const incidents = ended.filter(({ isExercise }) => !isExercise);
  const { day } = thaiClock(context.clock.now());
  return {
    contentType: 'text/csv; charset=utf-8',
    name: `เหตุที่สิ้นสุดแล้ว ${day}.csv`,
    text: writeCsv(
      Object.keys(COLUMNS),
      incidents.map((incident) => Object.values(COLUMNS).map((cell) => cell(incident))),
    ),
  };
}

/** Header and value of each column. Times are in Bangkok's time zone. */
const COLUMNS: Record<string, (incident: IncidentSummary) => Cell> = {
  เลขที่: ({ code }) => code,
  ประเภท: ({ type }) => type,
  สถานะ: ({ status }) => status,
  ความเร่งด่วน: ({ priority }) => priority,
  หน่วยรับผิดชอบ: ({ responsibleAgency }) => responsibleAgency.nameTh,
  วันที่แจ้ง: ({ alertedAt }) => thaiClock(new Date(alertedAt)).day,
  เวลาแจ้ง: ({ alertedAt }) => thaiClock(new Date(alertedAt)).time,
  นาทีถึงรับเหตุ: ({ alertedAt, acknowledgedAt }) =>
    acknowledgedAt === null ? null : Math.round((Date.parse(acknowledgedAt) - Date.parse(alertedAt)) / 6000) / 10,
  จำนวนผู้แจ้ง: ({ reporterCount }) => reporterCount,
};

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Bangkok', dateStyle: 'short', timeStyle: 'short' });

/** `2026-11-21` and `09:00`: every spreadsheet reads these as a date and a time. */
function thaiClock(at: Date): { day: string; time: string } {
  const [day = '', time = ''] = CLOCK.format(at).split(' ');
  return { day, time };
}
