import type { ChangeWebReport, WebReportStatus } from '#contract/citizen-report';
import { newId } from './new-id.ts';
import { type Key, Refused } from './report-api.ts';
import type { Kept, SealedStore } from './sealed-store.ts';

/**
 * What was said about a report and is not answered yet: words, or a picture (its bytes beside it). `order`: as it was said;
 * `isLeft`: whoever said it left in a hurry, so it is not shown again.
 */
export type WaitingChange = {
  key: Key;
  order: number;
  isLeft: boolean;
  /** Whether a try has failed: until then it is being sent. */
  isStuck: boolean;
} & ({ change: ChangeWebReport; photoType?: never } | { change?: never; photoType: string });
type One = Kept<WaitingChange>;

/** What became of it: the server's answer, its refusal in words, or nothing yet. */
type Answer = { status: WebReportStatus } | { refusal: string };
export type Outcome = Answer | 'waiting';

/** Pictures have a lane of their own: a large one on a bad line holds back no "nobody came". */
const LANES = ['words', 'pictures'] as const;
type Lane = (typeof LANES)[number];
const laneOf = ({ value }: One): Lane => (value.change ? 'words' : 'pictures');
const sameOrder = (a: One, b: One): number => a.value.order - b.value.order || (a.id < b.id ? -1 : 1);

type Deps = {
  store: SealedStore<WaitingChange>;
  sendWords(key: Key, change: ChangeWebReport, keepalive: boolean): Promise<WebReportStatus>;
  sendPicture(key: Key, picture: Blob): Promise<WebReportStatus>;
  /** What waits has changed, or a try has failed. */
  onChange(): void;
  onAnswer(key: Key, answer: Answer): void;
};
export type ChangeQueue = ReturnType<typeof createChangeQueue>;

/**
 * Sends what is said about a report, in the order in which it was said, each until it is answered. It is kept on the device before
 * the first try; its id makes a repetition the same change, so a lost answer is only asked for again.
 */
export function createChangeQueue({ store, sendWords, sendPicture, onChange, onAnswer }: Deps) {
  const items = new Map<string, One>();
  const settled = new Map<string, (outcome: Outcome) => void>();
  const running = new Map<Lane, Promise<void>>();
  const ready = store.list().then(
    (kept) => {
      for (const one of kept) items.set(one.id, one);
    },
    () => undefined,
  );
  const inOrder = (): One[] => [...items.values()].sort(sameOrder);

  /** @returns when it was sent or refused, or the line failed */
  async function add(key: Key, said: ChangeWebReport | Blob): Promise<Outcome> {
    const bytes = said instanceof Blob ? new Uint8Array(await said.arrayBuffer()) : undefined;
    await ready;
    if (!(said instanceof Blob) && isWaiting(key, said)) {
      void flush();
      return 'waiting';
    }
    const id = newId();
    const order = 1 + Math.max(0, ...[...items.values()].map(({ value }) => value.order));
    const base = { key: { code: key.code, secret: key.secret }, order, isLeft: false, isStuck: false };
    const one: One =
      said instanceof Blob
        ? { id, value: { ...base, photoType: said.type }, ...(bytes && { bytes }) }
        : { id, value: { ...base, change: { ...said, changeId: id } } };
    items.set(id, one);
    onChange();
    const outcome = new Promise<Outcome>((resolve) => settled.set(id, resolve));
    await store.keep(one).catch(() => undefined);
    void runLane(laneOf(one)).then(() => settle(id, 'waiting'));
    return outcome;
  }
  /** The same, said again while it waits, is said once. */
  function isWaiting(key: Key, said: ChangeWebReport): boolean {
    const bare = ({ at: _at, changeId: _id, ...rest }: ChangeWebReport): string => JSON.stringify(rest);
    return [...items.values()].some(
      ({ value: { key: known, change } }) => known.code === key.code && change && bare(change) === bare(said),
    );
  }
  function settle(id: string, outcome: Outcome): void {
    settled.get(id)?.(outcome);
    settled.delete(id);
  }
  function runLane(lane: Lane): Promise<void> {
    const known = running.get(lane);
    if (known) return known;
    const made = sendInOrder(lane).finally(() => running.delete(lane));
    running.set(lane, made);
    return made;
  }
  async function sendInOrder(lane: Lane): Promise<void> {
    await ready;
    for (;;) {
      const one = inOrder().find((next) => laneOf(next) === lane);
      if (!one) return;
      let outcome: Answer;
      try {
        outcome = { status: await send(one) };
      } catch (error) {
        if (!isFinal(error)) {
          for (const each of items.values()) if (laneOf(each) === lane) each.value.isStuck = true;
          onChange();
          return;
        }
        outcome = { refusal: error.message };
      }
      items.delete(one.id);
      await store.remove(one.id).catch(() => undefined);
      settle(one.id, outcome);
      onAnswer(one.value.key, outcome);
      onChange();
    }
  }
  function send({ value, bytes }: One): Promise<WebReportStatus> {
    if (value.change) return sendWords(value.key, value.change, value.isLeft);
    return sendPicture(value.key, new Blob(bytes ? [bytes] : [], { type: value.photoType }));
  }
  async function flush(): Promise<void> {
    await Promise.all(LANES.map(runLane));
  }
  return {
    add,
    flush,
    /** What waits of one report, as it was said. */
    listOf: ({ code }: Key): WaitingChange[] =>
      inOrder()
        .map(({ value }) => value)
        .filter(({ key, isLeft }) => key.code === code && !isLeft),
    /**
     * The page is left: nothing of it is shown again. Words go out at once, beside one another (each says when it was said), the
     * rest when the page is opened next.
     */
    async leave(): Promise<void> {
      await ready;
      const left = inOrder();
      for (const { id, value } of left) {
        value.isLeft = true;
        const remove = (): Promise<void> => store.remove(id);
        if (value.change) void sendWords(value.key, value.change, true).then(remove, () => undefined);
      }
      await Promise.all(left.map((one) => store.keep(one).catch(() => undefined)));
    },
  };
}

/** The server has decided. A line that fails, a server that is busy or broken: it is tried again. */
function isFinal(error: unknown): error is Refused {
  return (
    error instanceof Refused && error.status >= 400 && error.status < 500 && ![408, 425, 429].includes(error.status)
  );
}
