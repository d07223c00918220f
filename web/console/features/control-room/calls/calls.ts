import {
  type CallLine,
  duplicateCandidatesSchema,
  type PhoneReport,
  type PhoneReportInput,
  phoneReportListSchema,
  phoneReportSchema,
} from '#contract/control-room';
import { getJson, postJson } from '../../../api/request.ts';

const PATH = '/api/v1/phone-reports';

export const ownCallsKey = ['own-calls'] as const;
export const callKey = (reportId: string) => ['call', reportId] as const;

export async function listOwnCalls(signal?: AbortSignal): Promise<PhoneReport[]> {
  return phoneReportListSchema.parse(await getJson(PATH, signal)).reports;
}

export async function getCall(reportId: string, signal?: AbortSignal): Promise<PhoneReport> {
  return phoneReportSchema.parse(await getJson(`${PATH}/${reportId}`, signal));
}

/** Starts a report or adds to an existing one. A repeated submission uses the same `key`. */
export async function sendCall(
  reportId: string | null,
  channel: CallLine,
  input: PhoneReportInput,
  key: string,
): Promise<PhoneReport> {
  const path = reportId ? `${PATH}/${reportId}` : PATH;
  return phoneReportSchema.parse(await postJson(path, { ...input, channel }, key));
}

export async function dropCall(reportId: string): Promise<void> {
  await postJson(`${PATH}/${reportId}/drop`, { reason: 'mistake' }, crypto.randomUUID());
}

export async function listDuplicateCandidates(reportId: string, signal?: AbortSignal) {
  return duplicateCandidatesSchema.parse(await getJson(`${PATH}/${reportId}/duplicates`, signal)).duplicates;
}
