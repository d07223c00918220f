/**
 * Waiting in one line before a number of units, with random arrivals and exponential times (Erlang 1917). Patrols are not
 * like that (two units for one call, travel, priorities): the simulation answers for them, and this checks the simulation
 * where both must agree.
 */
export type WaitingLine = {
  /** Share of calls (0 to 1) that find no unit free. */
  waitingShare: number;
  /** Mean wait of all calls in minutes, those without a wait among them. */
  meanWaitMinutes: number;
  /** Busy part of the units' time. */
  utilisation: number;
  /** Share of calls whose unit is free within so many minutes. */
  shareWithin(minutes: number): number;
};

/** Mean calls an hour, mean minutes that a unit is taken, units. 'overloaded': the line would grow for ever. */
export function computeErlangC(
  callsPerHour: number,
  minutesPerCall: number,
  units: number,
): WaitingLine | 'overloaded' {
  const load = (callsPerHour * minutesPerCall) / 60;
  if (load >= units) return 'overloaded';
  // Share of calls lost if nobody waited, unit by unit: the sums of powers and factorials would overflow.
  let lost = 1;
  for (let unit = 1; unit <= units; unit += 1) lost = (load * lost) / (unit + load * lost);
  const waitingShare = lost / (1 - (load / units) * (1 - lost));
  const freedPerMinute = (units - load) / minutesPerCall;
  return {
    waitingShare,
    meanWaitMinutes: waitingShare / freedPerMinute,
    utilisation: load / units,
    shareWithin: (minutes) => 1 - waitingShare * Math.exp(-freedPerMinute * minutes),
  };
}
