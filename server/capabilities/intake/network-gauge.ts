import { createHmac, randomBytes } from 'node:crypto';
import type { Stopwatch } from '#platform/clock';
import { countedAddress, isLoopback } from '#platform/ip-address';

/** So many reports without a name or a number from one network within this time are nothing unusual: a school, a shop, a fair. */
const UNREMARKABLE = 5;
const WITHIN_MS = 600_000;
/** Networks remembered; whoever was quiet longest is forgotten first. A network with more reports than this is the same flood. */
const MOST_NETWORKS = 50_000;
const MOST_REPORTS = 500;

/** Reports of a flood that may still be asked about. */
const MOST_WAITING = 10_000;

type Counted = { key: string; at: number; reportId?: string }[];

/** What of a report decides whether its alarm may wait. */
type Sent = {
  position?: unknown;
  placement?: { isHere: boolean } | null | undefined;
  silent: boolean;
  note?: string | null | undefined;
  place?: string | null | undefined;
};

/**
 * A report that says a place and nothing else. Who writes a word, or can't make a sound, may be in another danger than those whose
 * alarm rings, and a report whose place comes later has waited long enough.
 */
export function isBare({ position, placement, silent, note, place }: Sent): boolean {
  return !silent && !note && !place && (position != null || placement?.isHere === true);
}

export type NetworkGauge = ReturnType<typeof createNetworkGauge>;

/**
 * Counts reports without a name or a number by network. No address is kept: the key is a hash with a salt that only this
 * process has, in memory, and it is forgotten after ten minutes. Several processes count for themselves, which lets more through.
 * Behind a proxy that hides everybody's address nothing is counted: all would be one network.
 */
export function createNetworkGauge({ elapsed }: Stopwatch) {
  const salt = randomBytes(32);
  const networks = new Map<string, Counted>();
  /** By the id that a report has here: its network, if its own alarm may wait. */
  const waiting = new Map<string, string>();
  const hash = (text: string) => createHmac('sha256', salt).update(text).digest('base64url');
  const networkOf = (address: string) => hash(countedAddress(address));
  const recent = (network: string) => (networks.get(network) ?? []).filter(({ at }) => elapsed() - at < WITHIN_MS);
  return {
    /** Counts a report once, however often it is sent. @returns how many there are, if they are too many */
    count(address: string, report: string): number | null {
      if (isLoopback(address)) return null;
      const network = networkOf(address);
      const key = hash(report);
      const counted = recent(network);
      if (!counted.some((one) => one.key === key)) counted.push({ key, at: elapsed() });
      if (counted.length > MOST_REPORTS) counted.shift();
      networks.delete(network);
      networks.set(network, counted);
      forgetOldest(networks, MOST_NETWORKS);
      const place = counted.findIndex((one) => one.key === key) + 1;
      return place > UNREMARKABLE ? place : null;
    },
    /** The id that a counted report has got here; `mayWait`: it is one of too many and says nothing of its own. */
    name(address: string, report: string, { reportId, mayWait }: { reportId: string; mayWait: boolean }): void {
      const network = networkOf(address);
      const counted = networks.get(network)?.find(({ key }) => key === hash(report));
      if (!counted) return;
      counted.reportId = reportId;
      if (mayWait) waiting.set(reportId, network);
      forgetOldest(waiting, MOST_WAITING);
    },
    /** The other reports of its network within ten minutes; none if its alarm must not wait, or it is not known. */
    listOthers(reportId: string): string[] {
      const network = waiting.get(reportId);
      if (network === undefined) return [];
      return recent(network).flatMap((one) => (one.reportId && one.reportId !== reportId ? [one.reportId] : []));
    },
  };
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  if (map.size > most) map.delete(map.keys().next().value ?? '');
}
