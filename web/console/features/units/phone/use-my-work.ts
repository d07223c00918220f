import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { type IncidentSummary, incidentDetailSchema, incidentSummarySchema } from '#contract/incident';
import { type Assignment, type Jobs, jobsSchema } from '#contract/units';
import { getJson } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { deviceSnapshots } from '../../../outbox/index.ts';

export const MY_JOBS_KEY = ['patrol', 'my-jobs'] as const;
const DETAIL = 'incident';
/** The kind of this snapshot in the device's store. */
const WORK = 'patrol';
/** Many answers may arrive at once; the snapshot is written once. */
const SAVE_AFTER_MS = 400;

/** One task of this person: a job of their unit, or an incident they were assigned to by name. */
export type Work = { id: string; incident: IncidentSummary; assignment: Assignment | null };

/** What a phone shows without signal: the last known state of open jobs. */
const snapshotSchema = z.object({
  at: z.number(),
  jobs: jobsSchema,
  incidents: z.array(incidentSummarySchema),
  details: z.array(incidentDetailSchema),
});
type Snapshot = z.infer<typeof snapshotSchema>;

type MyWork = {
  work: readonly Work[];
  unit: Jobs['unit'];
  /** Withdrawn orders that the user has not acknowledged. */
  withdrawn: Jobs['withdrawn'];
  isLoaded: boolean;
  /** The time of the snapshot that is shown; null while the data is live. */
  snapshotAt: number | null;
};

/** The jobs of the user's unit with their incidents: live with signal, otherwise from the last snapshot. */
export function useMyWork(personId: string, live: ReadonlyMap<string, IncidentSummary>, isLive: boolean): MyWork {
  const client = useQueryClient();
  const [stored, setStored] = useState<Snapshot | null>(null);
  const jobs = useQuery({
    queryKey: MY_JOBS_KEY,
    queryFn: async ({ signal }) => jobsSchema.parse(await getJson('/api/v1/me/assignments', signal)),
    // The browser is often wrong about being offline, and a request costs nothing.
    networkMode: 'always',
  });

  // Any change of one of these incidents may have changed a job.
  const before = useRef(live);
  useEffect(() => {
    if (before.current === live) return;
    before.current = live;
    void client.invalidateQueries({ queryKey: MY_JOBS_KEY });
  }, [live, client]);

  useEffect(() => {
    let isGone = false;
    void deviceSnapshots
      .find(personId, WORK)
      .then((found) => {
        const snapshot = snapshotSchema.safeParse(found).data;
        if (isGone || !snapshot) return;
        setStored(snapshot);
        // Stale from the start: shown now, and read again as soon as the server answers.
        for (const detail of snapshot.details) {
          client.setQueryData([DETAIL, detail.incident.id], (known: unknown) => known ?? detail, { updatedAt: 1 });
        }
      })
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [client, personId]);

  const isLoaded = isLive && jobs.data !== undefined;
  const latest = useRef({ jobs: jobs.data, live, isLoaded });
  latest.current = { jobs: jobs.data, live, isLoaded };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = (): void => {
      timer = undefined;
      const { jobs, live, isLoaded } = latest.current;
      if (!isLoaded || !jobs) return;
      const incidents = [...live.values()];
      const details = incidents.flatMap(
        ({ id }) => client.getQueryData<Snapshot['details'][number]>([DETAIL, id]) ?? [],
      );
      void deviceSnapshots.save(personId, WORK, { at: serverNow(), jobs, incidents, details }).catch(() => {});
    };
    const soon = (): void => {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    };
    soon();
    const leave = client.getQueryCache().subscribe(({ type }) => type === 'updated' && soon());
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [client, personId]);

  return useMemo(() => {
    const shown = isLoaded && jobs.data ? { jobs: jobs.data, live } : fromDevice(stored);
    return {
      work: shown ? workOf(shown.jobs, shown.live) : [],
      unit: shown?.jobs.unit ?? null,
      withdrawn: shown?.jobs.withdrawn ?? [],
      isLoaded: shown !== null,
      snapshotAt: isLoaded ? null : (stored?.at ?? null),
    };
  }, [isLoaded, jobs.data, live, stored]);
}

function fromDevice(stored: Snapshot | null) {
  return stored && { jobs: stored.jobs, live: new Map(stored.incidents.map((incident) => [incident.id, incident])) };
}

/** The unit's jobs in their order, then incidents to which the person was assigned by name. */
function workOf({ jobs, doneIncidentIds }: Jobs, live: ReadonlyMap<string, IncidentSummary>): Work[] {
  const own = jobs.flatMap(({ assignment }): Work[] => {
    const incident = live.get(assignment.incidentId);
    return incident ? [{ id: incident.id, incident, assignment }] : [];
  });
  const isOther = ({ id }: IncidentSummary) => !doneIncidentIds.includes(id) && !own.some((one) => one.id === id);
  const named = [...live.values()].filter(isOther);
  return [...own, ...named.map((incident) => ({ id: incident.id, incident, assignment: null }))];
}
