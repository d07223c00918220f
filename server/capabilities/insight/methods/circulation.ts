/**
 * Least and greatest value of each edge in a circulation: a network in which as much leaves each node as comes in, with a
 * span for each edge. All values are whole numbers, so are the bounds (Hoffman 1960; Ford and Fulkerson 1962).
 */
export type Circulation = { nodes: number; from: number[]; to: number[] };
export type Span = { low: number; high: number };

/**
 * What keeps an edge from taking a value: the edges without which no way round is found, the cheapest of all choices.
 * Empty if nothing does. `flow` is any circulation within the spans. `priceOf` an edge is what opening it (to anything from 0 up) costs,
 * undefined if it can't be opened; undefined is the
 * answer if then no way is left. (The shortest way instead of the best set for all: Kelly, Golden and Assad 1992.)
 */
export function findObstacles(
  network: Circulation,
  spans: readonly Span[],
  flow: readonly number[],
  edge: number,
  value: number,
  priceOf: (edge: number) => number | undefined,
): number[] | undefined {
  const changed = [...flow];
  const difference = value - (flow[edge] as number);
  if (push(network, spans, changed, edge, difference) === Math.abs(difference)) return [];
  const ends = [network.to[edge] as number, network.from[edge] as number];
  const [source, sink] = (difference > 0 ? ends : ends.reverse()) as [number, number];
  const touching = listTouching(network);
  const prices = new Array<number>(network.nodes).fill(Number.POSITIVE_INFINITY);
  const arrivedBy: (Step | undefined)[] = new Array(network.nodes);
  prices[source] = 0;
  // Nodes are asked again when a cheaper way to them is found.
  const queue = [source];
  for (let next = 0; next < queue.length; next += 1) {
    const node = queue[next] as number;
    for (const other of touching[node] ?? []) {
      if (other === edge) continue;
      const sign = network.from[other] === node ? 1 : -1;
      const end = (sign === 1 ? network.to[other] : network.from[other]) as number;
      const isStuck = sign === -1 && (changed[other] as number) <= 0;
      const price = spare(spans, changed, other, sign) > 0 ? 0 : isStuck ? undefined : priceOf(other);
      if (price === undefined || (prices[node] as number) + price >= (prices[end] as number)) continue;
      prices[end] = (prices[node] as number) + price;
      arrivedBy[end] = { edge: other, sign };
      queue.push(end);
    }
  }
  if (prices[sink] === Number.POSITIVE_INFINITY) return undefined;
  return walkBack(network, arrivedBy, source, sink)
    .filter(({ edge: other, sign }) => spare(spans, changed, other, sign) <= 0)
    .map(({ edge: other }) => other);
}

/** Bounds of every edge, exact; 'contradiction' if no circulation keeps within all spans. */
export function boundsOf(network: Circulation, spans: readonly Span[]): Span[] | 'contradiction' {
  const flow = findCirculation(network, spans);
  if (flow === undefined) return 'contradiction';
  return spans.map((span, edge) => {
    const now = flow[edge] as number;
    return {
      low: now - push(network, spans, [...flow], edge, span.low - now),
      high: now + push(network, spans, [...flow], edge, span.high - now),
    };
  });
}

/** By how much of `difference` (with its sign) the edge can change. Changes `flow` of the other edges on its way. */
function push(network: Circulation, spans: readonly Span[], flow: number[], edge: number, difference: number): number {
  const [head, tail] = [network.to[edge] as number, network.from[edge] as number];
  // More through the edge arrives at its head and must come back to its tail; less is the opposite.
  const [source, sink] = difference > 0 ? [head, tail] : [tail, head];
  return maximise(network, spans, flow, source, sink, Math.abs(difference), edge);
}

/** The most that can flow from source to sink besides what flows, up to `wanted`, without the edge `except`. */
function maximise(
  network: Circulation,
  spans: readonly Span[],
  flow: number[],
  source: number,
  sink: number,
  wanted: number,
  except: number,
): number {
  if (source === sink) return wanted;
  const touching = listTouching(network);
  let sent = 0;
  while (sent < wanted) {
    const path = findPath(network, spans, flow, touching, source, sink, except);
    if (path === undefined) return sent;
    const amount = path.reduce(
      (least, { edge, sign }) => Math.min(least, spare(spans, flow, edge, sign)),
      wanted - sent,
    );
    // A way without end on an edge without end.
    if (amount === Number.POSITIVE_INFINITY) return amount;
    for (const { edge, sign } of path) flow[edge] = (flow[edge] as number) + sign * amount;
    sent += amount;
  }
  return sent;
}

type Step = { edge: number; sign: 1 | -1 };

/** The shortest way on which more can flow (Edmonds and Karp 1972). */
function findPath(
  network: Circulation,
  spans: readonly Span[],
  flow: readonly number[],
  touching: readonly (readonly number[])[],
  source: number,
  sink: number,
  except: number,
): Step[] | undefined {
  const arrivedBy: (Step | undefined)[] = new Array(network.nodes);
  const queue = [source];
  const seen = new Uint8Array(network.nodes);
  seen[source] = 1;
  for (let next = 0; next < queue.length && seen[sink] === 0; next += 1) {
    const node = queue[next] as number;
    for (const edge of touching[node] ?? []) {
      const sign = network.from[edge] === node ? 1 : -1;
      const other = (sign === 1 ? network.to[edge] : network.from[edge]) as number;
      if (edge === except || seen[other] === 1 || spare(spans, flow, edge, sign) <= 0) continue;
      seen[other] = 1;
      arrivedBy[other] = { edge, sign };
      queue.push(other);
    }
  }
  if (seen[sink] === 0) return undefined;
  return walkBack(network, arrivedBy, source, sink);
}

function walkBack(
  network: Circulation,
  arrivedBy: readonly (Step | undefined)[],
  source: number,
  sink: number,
): Step[] {
  const path: Step[] = [];
  for (let node = sink; node !== source; ) {
    const step = arrivedBy[node] as Step;
    path.push(step);
    node = (step.sign === 1 ? network.from[step.edge] : network.to[step.edge]) as number;
  }
  return path;
}

function spare(spans: readonly Span[], flow: readonly number[], edge: number, sign: 1 | -1): number {
  const { low, high } = spans[edge] as Span;
  return sign === 1 ? high - (flow[edge] as number) : (flow[edge] as number) - low;
}

const touchingOf = new WeakMap<Circulation, number[][]>();
/** The edges at each node; made once, asked thousands of times. */
function listTouching(network: Circulation): number[][] {
  const known = touchingOf.get(network);
  if (known) return known;
  const touching: number[][] = Array.from({ length: network.nodes }, () => []);
  for (const [edge, node] of network.from.entries()) {
    touching[node]?.push(edge);
    touching[network.to[edge] as number]?.push(edge);
  }
  touchingOf.set(network, touching);
  return touching;
}

/** Any circulation within the spans: each edge starts at its least, what is then missing at the nodes is sent there. */
function findCirculation(network: Circulation, spans: readonly Span[]): number[] | undefined {
  const [source, sink] = [network.nodes, network.nodes + 1];
  const wide: Circulation = { nodes: network.nodes + 2, from: [...network.from], to: [...network.to] };
  const excess = new Array<number>(network.nodes).fill(0);
  for (const [edge, { low, high }] of spans.entries()) {
    if (low > high) return undefined;
    excess[network.to[edge] as number] = (excess[network.to[edge] as number] as number) + low;
    excess[network.from[edge] as number] = (excess[network.from[edge] as number] as number) - low;
  }
  const wideSpans = [...spans];
  let missing = 0;
  for (const [node, amount] of excess.entries()) {
    if (amount === 0) continue;
    wide.from.push(amount > 0 ? source : node);
    wide.to.push(amount > 0 ? node : sink);
    wideSpans.push({ low: 0, high: Math.abs(amount) });
    missing += Math.max(amount, 0);
  }
  const flow = [...spans.map(({ low }) => low), ...new Array<number>(wide.from.length - spans.length).fill(0)];
  if (maximise(wide, wideSpans, flow, source, sink, missing, -1) < missing) return undefined;
  return flow.slice(0, spans.length);
}
