import { type Actor, agenciesWith } from '#capabilities/access';
import type { CaseConcern } from '#contract/case';
import type { IncidentEvents } from '#events/incident-events';
import type { NewPerson } from './people/person.ts';
import { type NewCase, openCase } from './record/case.ts';

type HandedOver = IncidentEvents['incident-handed-over'];

/** Whom an incident leaves in need of care: the victim, and a child, each with a case of their own. */
export function concernsOf({ victims, children }: Pick<HandedOver, 'victims' | 'children'>): CaseConcern[] {
  // Handed to care without a word about whom: somebody is there.
  return [...(victims || !children ? (['victim'] as const) : []), ...(children ? (['child'] as const) : [])];
}

/** Whether one of these people can take on cases of the agency itself, not only of a branch around it. */
export function canAccept(staff: readonly Pick<Actor, 'memberships'>[], agencyId: string): boolean {
  return staff.some((person) => agenciesWith(person, 'case:work').includes(agencyId));
}

/** The person and case of each concern: what the police know goes along, so that nobody types it again. */
export function openHandedOver(
  handedOver: HandedOver,
  concerns: readonly CaseConcern[],
  agencyId: string,
  makeId: () => string,
): { people: NewPerson[]; cases: NewCase[] } {
  const { incidentId, code, type, place, silent, reportIds, by, at } = handedOver;
  const opened = concerns.map((concern) => {
    const person: NewPerson = { id: makeId(), createdByPersonId: by.userId, createdAt: at };
    const isMinor = concern === 'child';
    const one = openCase(
      {
        ...{ id: makeId(), personId: person.id, concern, isMinor, agencyId },
        ...{ source: 'incident', incidentId, incidentCode: code, incidentType: type, place, silent },
        reportId: reportIds[0] ?? null,
        openedByPersonId: by.userId,
        // One message for all cases of an incident is enough.
        reporterMessage: concern === concerns[0] && reportIds.length > 0 ? 'due' : 'none',
      },
      at,
    );
    return { person, one };
  });
  return { people: opened.map(({ person }) => person), cases: opened.map(({ one }) => one) };
}
