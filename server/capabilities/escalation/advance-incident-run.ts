import type { IncidentToAlert } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { CandidatesOf } from './candidates.ts';
import { isReady, recipientsOf } from './recipients.ts';
import { advanceRun } from './run.ts';
import type { PolicyRow } from './store-policies.ts';
import type { RunRow } from './store-runs.ts';

/** A run with what decides how it goes on. */
export type Situation = {
  run: RunRow;
  policy: PolicyRow;
  incident: IncidentToAlert;
  candidates: CandidatesOf;
  now: Date;
};

/** Advances the run of an incident to `now`. After a passed ETA people decide whether another station goes too, not a timer. */
export function advanceIncidentRun(
  jurisdiction: Pick<Jurisdiction, 'findAgency'>,
  { run, policy, incident, candidates, now }: Situation,
) {
  const isWithheld = (personId: string) => incident.conflictedIds.includes(personId);
  const canAnswer = (agencyId: string) => {
    const agency = jurisdiction.findAgency(agencyId);
    return agency !== undefined && isReady(agency);
  };
  const candidatesOf: Parameters<typeof recipientsOf>[1] = (target) =>
    run.reason === 'eta-passed' && target === 'next-station' ? [] : candidates(target, incident);
  const advanced = advanceRun(policy, run, (step) => recipientsOf(step, candidatesOf, isWithheld), { now, canAnswer });
  // With no step left that could come earlier there is nothing to watch for.
  return advanced.run.nextStep < policy.steps.length
    ? advanced
    : { ...advanced, run: { ...advanced.run, ringingAgencyIds: [] } };
}
