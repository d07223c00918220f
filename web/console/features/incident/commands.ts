import type { z } from 'zod';
import type { IncidentDetail } from '#contract/incident';
import type {
  acknowledgeSchema,
  changePlaceDetailSchema,
  closeSchema,
  involveStationSchema,
  mergeSchema,
  onSceneSchema,
  progressSchema,
  reopenSchema,
  resolveSchema,
  sendMessageSchema,
  setTypeSchema,
  takeOverSchema,
  transferAnswerSchema,
  transferSchema,
} from '#contract/incident-actions';
import type { sendOfficersSchema } from '#contract/incident-visibility';
import type { askQuestionSchema } from '#contract/silent-help';
import type { assignSchema, sendUnitSchema, withdrawUnitSchema } from '#contract/units';
import { postAnswer } from '../../api/request.ts';

type Nothing = Record<string, never>;

/** The commands of an incident with their bodies; the types are the contract's, so a form can't send anything else. */
export type Submission =
  | { action: 'acknowledge' | 'eta'; body: z.input<typeof acknowledgeSchema> }
  | { action: 'assign'; body: z.input<typeof assignSchema> }
  | { action: 'units' | `units/${string}/reassign`; body: z.input<typeof sendUnitSchema> }
  | { action: `units/${string}/withdraw`; body: z.input<typeof withdrawUnitSchema> }
  | { action: 'officers'; body: z.input<typeof sendOfficersSchema> }
  | { action: 'en-route'; body: z.input<typeof progressSchema> }
  | { action: 'on-scene'; body: z.input<typeof onSceneSchema> }
  | { action: 'resolve'; body: z.input<typeof resolveSchema> }
  | { action: 'close'; body: z.input<typeof closeSchema> }
  | { action: 'place-detail'; body: z.input<typeof changePlaceDetailSchema> }
  | { action: 'type'; body: z.input<typeof setTypeSchema> }
  | { action: 'cancel' | 'unmerge' | 'duress-seen' | `stations/${string}/release`; body: Nothing }
  | { action: 'questions'; body: z.input<typeof askQuestionSchema> }
  | { action: 'reopen'; body: z.input<typeof reopenSchema> }
  | { action: 'transfer'; body: z.input<typeof transferSchema> }
  | { action: 'transfer-answer'; body: z.input<typeof transferAnswerSchema> }
  | { action: 'merge'; body: z.input<typeof mergeSchema> }
  | { action: 'take-over'; body: z.input<typeof takeOverSchema> }
  | { action: 'stations'; body: z.input<typeof involveStationSchema> }
  | { action: 'messages'; body: z.input<typeof sendMessageSchema> };

/** Throws `ProblemError`. The same `key` again is the same submission, never a second one. */
export function submit(incidentId: string, submission: Submission, key: string): Promise<IncidentDetail> {
  const path = `/api/v1/incidents/${incidentId}/${submission.action}`;
  return postAnswer<IncidentDetail>(path, submission.body, key);
}
