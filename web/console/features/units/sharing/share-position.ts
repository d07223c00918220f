import { type Battery, type Fix, isLow, isWorthSharing } from './when-to-share.ts';

/**
 * `searching`: no position from the device yet. `denied`: the user or the device forbids it. `unsent`: positions do not
 * reach the server. `vague`: the server judges them vague. `ended`: the unit has no open job.
 */
export type SharingState = 'searching' | 'sharing' | 'vague' | 'unsent' | 'denied' | 'ended';
export type Sharing = { state: SharingState; fix: Fix | null; isSaving: boolean };

type Answer = { status: number; isExact: boolean };

type Deps = {
  /** Reports positions until it is stopped; with `careful` fewer and less exact ones. */
  watch(careful: boolean, listener: { fix(fix: Fix): void; failed(isDenied: boolean): void }): () => void;
  battery: { read(): Battery; onChange(listener: () => void): () => void };
  /** @returns the HTTP status, 0 without an answer, and whether the server judged the position exact */
  send(fix: Fix, battery: Battery): Promise<Answer>;
  onChange(sharing: Sharing): void;
};

/** Shares the position until it is stopped or the server refuses it. Only the latest position is ever being sent. */
export function sharePosition({ watch, battery, send, onChange }: Deps): () => void {
  let sharing: Sharing = { state: 'searching', fix: null, isSaving: isLow(battery.read()) };
  let last: Fix | null = null;
  let isSending = false;
  let isOver = false;
  const set = (change: Partial<Sharing>): void => {
    sharing = { ...sharing, ...change };
    if (!isOver) onChange(sharing);
  };
  const consider = async (fix: Fix): Promise<void> => {
    if (isSending || isOver || !isWorthSharing(last, fix, battery.read())) return;
    isSending = true;
    const { status, isExact } = await send(fix, battery.read()).catch((): Answer => ({ status: 0, isExact: false }));
    isSending = false;
    if (isOver) return;
    if (status === 409) return end();
    if (status === 200) last = fix;
    set({ state: status !== 200 ? 'unsent' : isExact ? 'sharing' : 'vague' });
  };
  const listener = {
    fix: (fix: Fix) => {
      set({ fix });
      void consider(fix);
    },
    failed: (isDenied: boolean) => set({ state: isDenied ? 'denied' : 'searching' }),
  };
  let unwatch = watch(sharing.isSaving, listener);
  const unlisten = battery.onChange(() => {
    const isSaving = isLow(battery.read());
    if (isSaving === sharing.isSaving || isOver) return;
    set({ isSaving });
    unwatch();
    unwatch = watch(isSaving, listener);
  });
  const stop = (): void => {
    isOver = true;
    unwatch();
    unlisten();
  };
  const end = (): void => {
    set({ state: 'ended', fix: null });
    stop();
  };
  onChange(sharing);
  return stop;
}
