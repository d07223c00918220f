let next = Number(process.env.BENCH_PORT ?? 4450);

/** The benches take ports upwards from BENCH_PORT (4450), each once. */
export function nextPort(): number {
  next += 1;
  return next - 1;
}
