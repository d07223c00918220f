import {
  type CallLine,
  likelyDuplicatesSchema,
  type PhoneReport,
  type PhoneReportWords,
  phoneReportListSchema,
  phoneReportSchema,
} from '#contract/dispatch';
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

/** Begins a report, or adds to the one named; `key` the same again when it is the same submission. */
export async function tellCall(
  reportId: string | null,
  channel: CallLine,
  words: PhoneReportWords,
  key: string,
): Promise<PhoneReport> {
  const path = reportId ? `${PATH}/${reportId}` : PATH;
  return phoneReportSchema.parse(await postJson(path, { ...words, channel }, key));
}

export async function dropCall(reportId: string): Promise<void> {
  await postJson(`${PATH}/${reportId}/drop`, { reason: 'mistake' }, crypto.randomUUID());
}

export async function listLikely(reportId: string, signal?: AbortSignal) {
  return likelyDuplicatesSchema.parse(await getJson(`${PATH}/${reportId}/duplicates`, signal)).duplicates;
}
