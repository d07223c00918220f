import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, type Circulation, findObstacles, type Span } from './circulation.ts';

const SEED = { seed: 20_261_129, numRuns: 400 };

/** Every circulation within the spans, by trying all values of all edges. */
function enumerate({ nodes, from, to }: Circulation, spans: Span[]): number[][] {
  let flows: number[][] = [[]];
  for (const { low, high } of spans) {
    const values = Array.from({ length: high - low + 1 }, (_, step) => low + step);
    flows = flows.flatMap((flow) => values.map((value) => [...flow, value]));
  }
  return flows.filter((flow) => {
    const balance = new Array(nodes).fill(0);
    for (const [edge, value] of flow.entries()) {
      balance[from[edge] as number] -= value;
      balance[to[edge] as number] += value;
    }
    return balance.every((sum) => sum === 0);
  });
}

const NETWORK = fc.integer({ min: 2, max: 4 }).chain((nodes) =>
  fc
    .array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 6 })
    .map((edges) => ({
      network: { nodes, from: edges.map(([from]) => from), to: edges.map(([, to]) => to) },
      spans: edges.map(([, , low, width]) => ({ low, high: low + width })),
    })),
);

test('the bounds are those of trying everything, and a contradiction is one', () => {
  let solvable = 0;
  fc.assert(
    fc.property(NETWORK, ({ network, spans }) => {
      const all = enumerate(network, spans);
      const bounds = boundsOf(network, spans);
      if (all.length === 0) {
        expect(bounds).toBe('contradiction');
        return;
      }
      solvable += 1;
      const column = (edge: number) => all.map((flow) => flow[edge] as number);
      expect(bounds).toEqual(
        spans.map((_, edge) => ({ low: Math.min(...column(edge)), high: Math.max(...column(edge)) })),
      );
    }),
    SEED,
  );
  expect(solvable).toBeGreaterThan(50);
});

test('nothing stands in the way of a value that one of all circulations has; opening what stands in its way helps', () => {
  let blocked = 0;
  fc.assert(
    fc.property(NETWORK, fc.nat(8), fc.nat(5), ({ network, spans }, value, place) => {
      const all = enumerate(network, spans);
      const edge = place % spans.length;
      for (const flow of all.slice(0, 2)) {
        const find = (within: Span[], price: number | undefined) =>
          findObstacles(network, within, flow, edge, value, () => price);
        const own = spans.with(edge, { low: 0, high: 8 });
        const isPossible = enumerate(network, own).some((other) => other[edge] === value);
        expect(find(own, undefined)).toEqual(isPossible ? [] : undefined);
        const obstacles = find(own, 1);
        if (!obstacles?.length) continue;
        blocked += 1;
        // At least one step nearer to the value is possible with them, and not without the last of them.
        const nearest = (within: Span[]) =>
          Math.min(...enumerate(network, within).map((other) => Math.abs((other[edge] as number) - value)));
        const open = (edges: number[]) => own.map((span, one) => (edges.includes(one) ? { low: 0, high: 8 } : span));
        if (obstacles.length < 3) expect(nearest(open(obstacles))).toBeLessThan(nearest(own));
        expect(nearest(open(obstacles.slice(1)))).toBe(nearest(own));
      }
    }),
    { ...SEED, numRuns: 500 },
  );
  expect(blocked).toBeGreaterThan(20);
});

test('what has no upper end anywhere on its way has none', () => {
  const network = { nodes: 2, from: [0, 1], to: [1, 0] };
  const endless = { low: 2, high: Number.POSITIVE_INFINITY };
  expect(boundsOf(network, [endless, { low: 0, high: Number.POSITIVE_INFINITY }])).toEqual([endless, endless]);
});
