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
/** The kind of picture that the device keeps of it. */
const WORK = 'patrol';
/** Many answers may come at once; the device is written to once. */
const KEEP_AFTER_MS = 400;

/** One thing this person is to do: their unit's job, or an incident they were sent to by name. */
export type Work = { id: string; incident: IncidentSummary; assignment: Assignment | null };

/** What a phone shows without signal: the last it knew, of open jobs only. */
const pictureSchema = z.object({
  at: z.number(),
  jobs: jobsSchema,
  incidents: z.array(incidentSummarySchema),
  details: z.array(incidentDetailSchema),
});
type Picture = z.infer<typeof pictureSchema>;

export type MyWork = {
  work: readonly Work[];
  unit: Jobs['unit'];
  /** Orders that were taken back and that I have not acknowledged. */
  withdrawn: Jobs['withdrawn'];
  isLoaded: boolean;
  /** When what is shown was true, where it is from this device; null while it is live. */
  snapshotAt: number | null;
};

/** The jobs of one's unit with their incidents: live where there is signal, otherwise as this device last knew them. */
export function useMyWork(personId: string, live: ReadonlyMap<string, IncidentSummary>, isLive: boolean): MyWork {
  const client = useQueryClient();
  const [kept, setKept] = useState<Picture | null>(null);
  const jobs = useQuery({
    queryKey: MY_JOBS_KEY,
    queryFn: async ({ signal }) => jobsSchema.parse(await getJson('/api/v1/me/assignments', signal)),
    // What the device says of its network is often wrong; asking costs nothing.
    networkMode: 'always',
  });

  // Whatever changes about one of our incidents may have changed a job of it.
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
        const picture = pictureSchema.safeParse(found).data;
        if (isGone || !picture) return;
        setKept(picture);
        // Old at once: shown now, and asked for again as soon as there is an answer to be had.
        for (const detail of picture.details) {
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
    const keep = (): void => {
      timer = undefined;
      const { jobs, live, isLoaded } = latest.current;
      if (!isLoaded || !jobs) return;
      const incidents = [...live.values()];
      const details = incidents.flatMap(
        ({ id }) => client.getQueryData<Picture['details'][number]>([DETAIL, id]) ?? [],
      );
      void deviceSnapshots.save(personId, WORK, { at: serverNow(), jobs, incidents, details }).catch(() => {});
    };
    const soon = (): void => {
      timer ??= setTimeout(keep, KEEP_AFTER_MS);
    };
    soon();
    const leave = client.getQueryCache().subscribe(({ type }) => type === 'updated' && soon());
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [client, personId]);

  return useMemo(() => {
    const shown = isLoaded && jobs.data ? { jobs: jobs.data, live } : fromDevice(kept);
    return {
      work: shown ? workOf(shown.jobs, shown.live) : [],
      unit: shown?.jobs.unit ?? null,
      withdrawn: shown?.jobs.withdrawn ?? [],
      isLoaded: shown !== null,
      snapshotAt: isLoaded ? null : (kept?.at ?? null),
    };
  }, [isLoaded, jobs.data, live, kept]);
}

function fromDevice(kept: Picture | null) {
  return kept && { jobs: kept.jobs, live: new Map(kept.incidents.map((incident) => [incident.id, incident])) };
}

/** The unit's jobs in its order, then what the person was sent to by name. */
function workOf({ jobs, doneIncidentIds }: Jobs, live: ReadonlyMap<string, IncidentSummary>): Work[] {
  const own = jobs.flatMap(({ assignment }): Work[] => {
    const incident = live.get(assignment.incidentId);
    return incident ? [{ id: incident.id, incident, assignment }] : [];
  });
  const isOther = ({ id }: IncidentSummary) => !doneIncidentIds.includes(id) && !own.some((one) => one.id === id);
  const named = [...live.values()].filter(isOther);
  return [...own, ...named.map((incident) => ({ id: incident.id, incident, assignment: null }))];
}
