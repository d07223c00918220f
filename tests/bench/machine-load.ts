import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type ProcessCpu, readProcess, TICK_MS } from './stage/cpu-time.ts';

/** What the kernel says about CPU, in ms since it started: of the whole machine, and of each process. */
type CpuTimes = {
  total: number;
  /** Taken by processes, whoever's. */
  processes: number;
  /** Wanted, but given to another machine on the same host. */
  steal: number;
  each: ProcessCpu[];
};

/** How much of the machine was not ours, as shares of all its cores. */
type MachineUse = { others: number; steal: number };
export type MachineLoad = {
  /** Processes that wanted a core in the last minute, the bench's own among them. */
  loadAverageBefore: number;
  loadAverageAfter: number;
  /** In the seconds before the bench, when nothing of it ran; undefined where the system does not say. */
  before?: MachineUse | undefined;
  during?: MachineUse | undefined;
  /** Why no target can be judged; undefined on a quiet machine. */
  busyBecause?: string | undefined;
};

const QUIET_LOOK_MS = 2000;
/** More of all cores than this, and what was measured is also what others did. */
const MOST_OF_OTHERS = 0.1;
const MOST_STEAL = 0.02;
/** Parent of the kernel's own threads: what they do for the bench's writes is nobody else's. */
const KERNEL = 2;

/** Looks at the machine before a bench; call the result when the bench is over. */
export async function watchMachine(): Promise<() => MachineLoad> {
  const loadAverageBefore = readLoad();
  const first = readCpuTimes();
  await new Promise((next) => setTimeout(next, QUIET_LOOK_MS));
  const second = readCpuTimes();
  const before = first && second && measureUse(first, second, process.pid);
  return () => {
    const third = readCpuTimes();
    const during = second && third && measureUse(second, third, process.pid);
    return {
      ...{ loadAverageBefore, loadAverageAfter: readLoad(), before, during },
      busyBecause: whyBusy(before, during),
    };
  };
}

function readLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

/** What others took between two readings. The bench is the process `own` with all its descendants. */
export function measureUse(from: CpuTimes, until: CpuTimes, own: number): MachineUse {
  const total = Math.max(1, until.total - from.total);
  const kernel = (each: ProcessCpu[]) => sum(each.filter(({ parent }) => parent === KERNEL));
  const ours = familyOf(until.each, own) - familyOf(from.each, own) + kernel(until.each) - kernel(from.each);
  const others = until.processes - from.processes - ours;
  return { others: Math.max(0, others / total), steal: Math.max(0, (until.steal - from.steal) / total) };
}

/** CPU of a process and all its descendants, also of those that have ended. */
function familyOf(each: ProcessCpu[], root: number): number {
  const children = Map.groupBy(each, ({ parent }) => parent);
  const below = (pid: number): number =>
    (children.get(pid) ?? []).reduce((ms, child) => ms + child.ms + below(child.pid), 0);
  return sum(each.filter(({ pid }) => pid === root)) + below(root);
}

function sum(each: ProcessCpu[]): number {
  return each.reduce((total, { ms }) => total + ms, 0);
}

/** Why nothing measured meanwhile may be judged; undefined when the machine was the bench's own. */
export function whyBusy(before: MachineUse | undefined, during: MachineUse | undefined): string | undefined {
  if (!before || !during) return 'this system does not say who uses its CPU';
  const reasons = Object.entries({ before, during }).flatMap(([when, { others, steal }]) => [
    ...(others > MOST_OF_OTHERS ? [`${percent(others)} of all cores used by other processes ${when}`] : []),
    ...(steal > MOST_STEAL ? [`${percent(steal)} of all cores stolen by the host ${when}`] : []),
  ]);
  return reasons.length > 0 ? reasons.join(', ') : undefined;
}

/** The machine's load in one line. */
export function describeLoad({ loadAverageBefore, loadAverageAfter, before, during }: MachineLoad): string {
  const average = `load average ${loadAverageBefore} before, ${loadAverageAfter} after`;
  if (!before || !during) return average;
  const shares = ({ others, steal }: MachineUse) => `${percent(others)} by others, ${percent(steal)} stolen`;
  return `${average} · of ${cpus().length} cores: before ${shares(before)}; during ${shares(during)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function readCpuTimes(): CpuTimes | undefined {
  try {
    const each = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          return [readProcess(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
        } catch {
          // It has ended since the folder was listed.
          return [];
        }
      });
    return { ...readMachine(readFileSync('/proc/stat', 'utf8')), each };
  } catch {
    return undefined;
  }
}

/** The first line of `/proc/stat`. */
export function readMachine(text: string): Omit<CpuTimes, 'each'> {
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0] = (text.split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) * TICK_MS);
  const total = user + nice + system + idle + wait + irq + soft + steal;
  return { total, processes: user + nice + system, steal };
}
