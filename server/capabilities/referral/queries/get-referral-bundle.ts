import type { Actor } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { ReferralQueryContext } from '../context.ts';
import { buildFhirBundle } from '../fhir-bundle.ts';
import { getReferral } from './get-referral.ts';

/**
 * A referral for another system, with no more in it than its page shows this person.
 * @throws AppError `referral/not-found`
 */
export async function getReferralBundle(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<FileAnswer> {
  const detail = await getReferral(context, connection, actor, id);
  const bundle = buildFhirBundle(detail, context.clock.now());
  return { contentType: 'application/fhir+json; charset=utf-8', text: JSON.stringify(bundle) };
}
