import { createHmac, randomBytes } from 'node:crypto';
import type { Stopwatch } from '#platform/clock';
import { countedAddress, isLoopback } from '#platform/ip-address';

/** So many reports without a name or a number from one network within this time are nothing unusual: a school, a shop, a fair. */
const UNREMARKABLE = 5;
const WITHIN_MS = 600_000;
/** Networks remembered; whoever was quiet longest is forgotten first. A network with more reports than this is the same flood. */
const MOST_NETWORKS = 50_000;
const MOST_REPORTS = 500;

type Counted = { key: string; at: number }[];

/**
 * Counts reports without a name or a number by network. No address is kept: the key is a hash with a salt that only this
 * process has, in memory, and it is forgotten after ten minutes. Several processes count for themselves, which lets more through.
 * Behind a proxy that hides everybody's address nothing is counted: all would be one network.
 * @returns a function that counts a report once, however often it is sent, and gives how many there are, if they are too many
 */
export function createNetworkGauge({ elapsed }: Stopwatch): (address: string, report: string) => number | null {
  const salt = randomBytes(32);
  const networks = new Map<string, Counted>();
  const hash = (text: string) => createHmac('sha256', salt).update(text).digest('base64url');
  return (address, report) => {
    if (isLoopback(address)) return null;
    const now = elapsed();
    const network = hash(countedAddress(address));
    const key = hash(report);
    const counted = (networks.get(network) ?? []).filter(({ at }) => now - at < WITHIN_MS);
    if (!counted.some((one) => one.key === key)) counted.push({ key, at: now });
    if (counted.length > MOST_REPORTS) counted.shift();
    networks.delete(network);
    networks.set(network, counted);
    if (networks.size > MOST_NETWORKS) networks.delete(networks.keys().next().value ?? '');
    const place = counted.findIndex((one) => one.key === key) + 1;
    return place > UNREMARKABLE ? place : null;
  };
}
