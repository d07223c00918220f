/** Requests per channel and kind, as LINE documents them: capacity and milliseconds until it is full again. */
const limits = {
  'two-thousand-a-second': { capacity: 2000, period: 1000 },
  'two-hundred-a-second': { capacity: 200, period: 1000 },
  'hundred-a-second': { capacity: 100, period: 1000 },
  'ten-a-second': { capacity: 10, period: 1000 },
  'hundred-an-hour': { capacity: 100, period: 3_600_000 },
  'sixty-an-hour': { capacity: 60, period: 3_600_000 },
};

export type RateLimit = keyof typeof limits;

/** Token buckets, one per channel and operation. `take` is false when the bucket is empty. */
export function createRateLimits() {
  const buckets = new Map<string, { left: number; at: number }>();
  return function take(channel: string, operation: string, limit: RateLimit, now: number): boolean {
    const { capacity, period } = limits[limit];
    const key = `${channel}/${operation}`;
    const bucket = buckets.get(key) ?? { left: capacity, at: now };
    bucket.left = Math.min(capacity, bucket.left + ((now - bucket.at) * capacity) / period);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}
