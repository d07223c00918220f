import { hasLiffToken } from './kept-here.ts';

/** What the page wants of LINE's browser. In any other, and where anything of it fails, it is a page as anywhere. */
export type LineApp = {
  /** Never throws and never leaves the page. @returns whether LINE has opened us as its app */
  init(): Promise<boolean>;
  isInClient(): boolean;
  /** By which the server asks LINE who is reporting. */
  getIDToken(): string | null;
  /** Forgets what LINE gave, and closes. @returns false where there is no window of LINE's to close */
  closeWindow(): boolean;
  geolocate(): Geolocation | undefined;
};

/** The part of `@line/liff` that is used. */
export type Sdk = {
  init(config: { liffId: string }): Promise<void>;
  isInClient(): boolean;
  getIDToken(): string | null;
  closeWindow(): void;
  /** Forgets on this phone what LINE gave; LINE is not asked. */
  logout(): void;
};

/** `liffId`: null outside LINE, or where no app is configured. `placement`: what the address asked for, as the server understood it. */
export function openLineApp(
  { liffId, placement }: { liffId: string | null; placement: string | undefined },
  load: () => Promise<{ liff: Sdk }> = () => import('./liff-sdk.ts'),
): LineApp {
  let sdk: Sdk | undefined;
  return {
    async init() {
      // Without a token of LINE's the library would send them away to sign in.
      if (liffId === null || !(/[#&]access_token=/.test(location.hash) || hasLiffToken(liffId))) return false;
      takeStateFromAddress(placement);
      try {
        const { liff } = await load();
        await liff.init({ liffId });
        if (liff.isInClient()) sdk = liff;
      } catch {
        // Not our app's token, a wrong clock, no line: they report without a name.
      }
      // The library sets it; silent and dark are ours to say.
      document.documentElement.style.removeProperty('color-scheme');
      return sdk !== undefined;
    },
    isInClient: () => sdk !== undefined,
    getIDToken: () => sdk?.getIDToken() ?? null,
    closeWindow() {
      try {
        sdk?.logout();
        sdk?.closeWindow();
      } catch {
        // Then another page takes its place.
      }
      return sdk !== undefined;
    },
    geolocate: () => navigator.geolocation as Geolocation | undefined,
  };
}

/**
 * The library would load the page anew at the address that `liff.state` says, under the hands of whoever is writing. The server has
 * understood it already, so it goes; LINE's token behind the # stays until the library has read it.
 */
function takeStateFromAddress(placement: string | undefined): void {
  const address = new URL(location.href);
  if (!address.searchParams.has('liff.state')) return;
  address.searchParams.delete('liff.state');
  if (placement) address.searchParams.set('q', placement);
  history.replaceState(history.state, '', address);
}
