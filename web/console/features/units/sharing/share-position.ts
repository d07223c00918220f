import { type Battery, type Fix, isLow, isWorthSharing } from './when-to-share.ts';

/**
 * `searching`: no position from the device yet. `denied`: the person or the device forbids it. `unsent`: positions are
 * known and do not arrive. `vague`: they arrive and are not believed to the metre. `ended`: the server says that the unit is sent nowhere.
 */
export type SharingState = 'searching' | 'sharing' | 'vague' | 'unsent' | 'denied' | 'ended';
export type Sharing = { state: SharingState; fix: Fix | null; isSaving: boolean };

type Answer = { status: number; isExact: boolean };

type Deps = {
  /** Reports positions until it is stopped; `careful` asks for fewer and cheaper ones. */
  watch(careful: boolean, hears: { fix(fix: Fix): void; failed(isDenied: boolean): void }): () => void;
  battery: { read(): Battery; onChange(listener: () => void): () => void };
  /** Gives the HTTP status, 0 without an answer, and whether the server believes the position to the metre. */
  send(fix: Fix, battery: Battery): Promise<Answer>;
  onChange(sharing: Sharing): void;
};

/** Shares where this phone is until it is stopped or the server no longer wants it. Only the latest is ever on its way. */
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
  const hears = {
    fix: (fix: Fix) => {
      set({ fix });
      void consider(fix);
    },
    failed: (isDenied: boolean) => set({ state: isDenied ? 'denied' : 'searching' }),
  };
  let unwatch = watch(sharing.isSaving, hears);
  const unlisten = battery.onChange(() => {
    const isSaving = isLow(battery.read());
    if (isSaving === sharing.isSaving || isOver) return;
    set({ isSaving });
    unwatch();
    unwatch = watch(isSaving, hears);
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
