import { type Unmask, type Unmasked, unmaskedSchema } from '#contract/incident-visibility';
import { postJson } from '../../../api/request.ts';

/** Unmasks a field of one incident; the server records who asked and why. Throws `ProblemError`. */
export async function unmask(incidentId: string, asked: Unmask, key: string): Promise<Unmasked> {
  return unmaskedSchema.parse(await postJson(`/api/v1/incidents/${incidentId}/unmask`, asked, key));
}
