import { type Unmask, type Unmasked, unmaskedSchema } from '#contract/incident-visibility';
import { postJson } from '../../../api/request.ts';

/** Has a masked field of one incident shown; the server writes down who asked and why. Throws `ProblemError`. */
export async function unmask(incidentId: string, asked: Unmask, key: string): Promise<Unmasked> {
  return unmaskedSchema.parse(await postJson(`/api/v1/incidents/${incidentId}/unmask`, asked, key));
}
