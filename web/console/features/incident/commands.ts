import { type IncidentDetail, incidentDetailSchema } from '#contract/incident';
import type { NoHandOver } from '#contract/incident-acts';
import type { KnownIncidentType } from '#contract/incident-type';
import type { QuestionId } from '#contract/silent-question';
import { postJson } from '../../api/request.ts';

/** What may be posted to an incident; the bodies are the contract's. */
export type Submission =
  | { action: 'acknowledge' | 'eta'; body: { etaMinutes: number } }
  | { action: 'assign'; body: { unitName: string; etaMinutes?: number; officerIds?: string[] } }
  | {
      action: 'assign' | 'units' | `units/${string}/reassign`;
      body: { unitId: string; queue?: boolean; etaMinutes?: number };
    }
  | { action: `units/${string}/withdraw`; body: { reason?: string } }
  | { action: 'officers'; body: { officerIds: string[] } }
  | { action: 'type'; body: { type: KnownIncidentType } }
  | { action: 'en-route' | 'on-scene'; body: { etaMinutes?: number; note?: string } }
  | { action: 'resolve'; body: { disposition: string; note?: string } }
  | { action: 'close'; body: { victims?: boolean; children?: boolean; noHandOver?: NoHandOver } }
  | { action: 'place-detail'; body: { detail: string; was: string | null } }
  | { action: 'cancel' | 'unmerge' | 'duress-seen'; body: Record<string, never> }
  | { action: 'questions'; body: { question: QuestionId; reportId: string } }
  | { action: 'reopen'; body: { reason: string } }
  | { action: 'transfer'; body: { agencyId: string; reason: string } }
  | { action: 'transfer-answer'; body: { accept: boolean; reason?: string } }
  | { action: 'merge'; body: { intoIncidentId: string } }
  | { action: 'take-over'; body: { reason?: string; etaMinutes?: number } }
  | { action: 'stations'; body: { agencyId: string; reason: string } }
  | { action: `stations/${string}/release`; body: Record<string, never> }
  | { action: 'messages'; body: { text: string; reportId?: string } };

/** Throws `ProblemError`. The same `key` again is the same submission, never a second one. */
export async function submit(incidentId: string, submission: Submission, key: string): Promise<IncidentDetail> {
  const path = `/api/v1/incidents/${incidentId}/${submission.action}`;
  return incidentDetailSchema.parse(await postJson(path, submission.body, key));
}
