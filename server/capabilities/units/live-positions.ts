import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock';
import { createSingleFlight } from '#platform/jobs/single-flight';
import { createConnection, type LiveConnection } from '#platform/live/live-connection';
import { createPingRounds } from '#platform/live/ping-rounds';
import type { Log } from '#platform/log';
import { applyRows, type KnownPosition, type PositionChanges } from './known-positions.ts';
import { changeFramesOf, isSeen, outermost, wholeFrame, wholeFramesOf } from './position-frames.ts';
import type { ReadPositions, ReadUntil } from './store/position-rows.ts';

type Listener = {
  personId: string;
  /** The branches whose units this person may see now; undefined when the session has ended. */
  listBranches(): Promise<string[] | undefined>;
};
type Open = Listener & { branches: string[]; hidden: Set<string> };

export type PositionStreams = {
  /** Answers with a stream: all positions the listener may see, then the changes each second. */
  open(request: FastifyRequest, reply: FastifyReply, listener: Listener): Promise<void>;
  /** Checks at once whether each stream may continue. */
  checkNow(): void;
  start(): void;
  stop(): void;
};

type Deps = {
  read(since: ReadUntil | undefined): Promise<ReadPositions>;
  /** Incidents withheld from these people; a unit on its way to one is withheld too. */
  listWithheld(personIds: string[]): Promise<{ incidentId: string; personId: string }[]>;
  pathOf(agencyId: string): string | undefined;
  clock: Clock;
  log: Log;
};

const READ_EVERY_MS = 1000;

/**
 * The position streams of this process. Positions are read from the table, so that each process shows what another one
 * received; nothing is read while no stream is open.
 */
export function createPositionStreams({ read, listWithheld, pathOf, clock, log }: Deps): PositionStreams {
  const connections = new Map<LiveConnection, Open>();
  const known = new Map<string, KnownPosition>();
  let readUntil: ReadUntil | undefined;
  /** All that is known now, for each view; made when somebody needs it. */
  let wholeFrames: ReturnType<typeof wholeFramesOf> | undefined;
  let reading: NodeJS.Timeout | undefined;

  const apply = (rows: readonly KnownPosition[], isWhole: boolean): PositionChanges => {
    wholeFrames = undefined;
    return applyRows(known, rows, isWhole);
  };
  const readChanges = async (): Promise<PositionChanges> => {
    const first = await read(readUntil);
    let changes = apply(first.rows, readUntil === undefined);
    readUntil = first.until;
    if (known.size !== first.count) {
      const whole = await read(undefined);
      const { changed, gone } = apply(whole.rows, true);
      changes = { changed: [...changes.changed, ...changed], gone };
    }
    return changes;
  };
  const wholeFrameFor = ({ branches, hidden }: Pick<Open, 'branches' | 'hidden'>): string => {
    if (hidden.size > 0) return wholeFrame([...known.values()].filter(isSeen(branches, pathOf, hidden)));
    wholeFrames ??= wholeFramesOf(known.values(), pathOf);
    return wholeFrames(branches);
  };
  /** For each person the units on their way to an incident that is withheld from them. */
  const findHidden = async (): Promise<Map<string, Set<string>>> => {
    const withheld = await listWithheld([...new Set([...connections.values()].map(({ personId }) => personId))]);
    const hidden = new Map<string, Set<string>>();
    if (withheld.length === 0) return hidden;
    const leading = Map.groupBy(
      [...known.values()].flatMap(({ unitId, incidentIds }) => incidentIds.map((id) => ({ id, unitId }))),
      ({ id }) => id,
    );
    for (const { incidentId, personId } of withheld) {
      const units = hidden.get(personId) ?? new Set();
      for (const { unitId } of leading.get(incidentId) ?? []) units.add(unitId);
      hidden.set(personId, units);
    }
    return hidden;
  };
  const sending = createSingleFlight(async () => {
    if (connections.size === 0) {
      known.clear();
      wholeFrames = undefined;
      readUntil = undefined;
      return;
    }
    const changes = await readChanges();
    const hidden = await findHidden();
    const frameOf = changeFramesOf(changes, pathOf);
    for (const [connection, open] of connections) {
      const hides = hidden.get(open.personId) ?? new Set<string>();
      if (hides.size > 0 || open.hidden.size > 0) {
        // Rare, and a hidden unit must disappear at once: such a person gets a complete frame each time.
        open.hidden = hides;
        connection.sendFrame(wholeFrameFor(open));
        continue;
      }
      const frame = frameOf(open.branches);
      if (frame) connection.sendFrame(frame);
    }
  });
  const checkConnection = async (connection: LiveConnection): Promise<void> => {
    const open = connections.get(connection);
    // A failed look-up does not blank a control room's map; the next ping checks again.
    const branches = await open?.listBranches().catch(() => open.branches);
    if (!open || !connections.has(connection)) return;
    if (!branches) return connection.close();
    const now = outermost(branches);
    if (now.join() === open.branches.join()) return;
    open.branches = now;
    connection.sendFrame(wholeFrameFor(open));
  };
  const pinging = createPingRounds(clock, checkConnection);
  return {
    async open(request, reply, listener) {
      const branches = outermost((await listener.listBranches()) ?? []);
      const connection = createConnection(request, reply, []);
      const open: Open = { ...listener, branches, hidden: new Set() };
      try {
        // Wait for a running read: its changes would arrive before the complete frame.
        await sending.current();
        connections.set(connection, open);
        connection.onClose(() => connections.delete(connection));
        pinging.add(connection);
        if (readUntil === undefined) await sending.run();
        open.hidden = (await findHidden()).get(open.personId) ?? new Set();
        connection.sendFrame(wholeFrameFor(open));
      } catch (error) {
        log.warn({ error }, 'a stream of positions could not begin; it is closed so that it is opened again');
        connection.close();
      }
    },
    checkNow: pinging.pingAll,
    start() {
      const tick = () => {
        sending.run().catch((error) => log.warn({ error }, 'could not read the positions; the next read tries again'));
      };
      reading = setInterval(tick, READ_EVERY_MS);
      pinging.start();
    },
    stop() {
      clearInterval(reading);
      pinging.stop();
      for (const connection of connections.keys()) connection.close();
    },
  };
}
