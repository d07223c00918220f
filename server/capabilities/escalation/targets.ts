import { isInBranch, type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';
import type { EscalationTarget } from '#contract/escalation';
import type { Agency } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { isReady } from './recipients.ts';

type Tree = Pick<Jurisdiction, 'getAgency' | 'listAgencies' | 'ancestorsOf' | 'listStationsNear'>;

/** How many of the nearest stations are considered. */
const STATIONS_AROUND = 12;

export type Place = LatLng & { responsibleAgencyId: string; involvedAgencyIds: readonly string[] };

/** Finds the agencies of a target for an incident, from memory; made once for a batch, so that the centres are listed once. */
export function findTargets(tree: Tree): (target: EscalationTarget, incident: Place) => Agency[] {
  const nationalDesks = tree.listAgencies({ kinds: ['national-desk'], onlyActive: true });
  const centres = tree.listAgencies({ kinds: ['centre-191'], onlyActive: true });
  return (target, incident) => {
    const own = tree.getAgency(incident.responsibleAgencyId);
    switch (target) {
      case 'on-duty':
      case 'duty-chief':
        return [own];
      case 'next-station':
        return findNextStation(tree, incident);
      case 'centre-191':
        return centres.filter((centre) => centre.id !== own.id && isInBranch(visibilityOf(centre), own.path));
      case 'province-command':
        return findCommand(tree, own);
      case 'national-desk':
        return nationalDesks.filter(({ id }) => id !== own.id);
    }
  };
}

/** The nearest ready station that is not involved yet. */
function findNextStation(tree: Tree, incident: Place): Agency[] {
  const involved = [incident.responsibleAgencyId, ...incident.involvedAgencyIds];
  const next = tree
    .listStationsNear(incident, STATIONS_AROUND)
    .find((station) => !involved.includes(station.id) && isReady(station));
  return next ? [next] : [];
}

/** The nearest headquarters above: the province's, in Bangkok the bureau's. */
function findCommand(tree: Tree, own: Agency): Agency[] {
  const above = tree
    .ancestorsOf(own.id)
    .find(({ kind, isActive }) => isActive && ['provincial-police', 'region', 'national-police'].includes(kind));
  return above ? [above] : [];
}
