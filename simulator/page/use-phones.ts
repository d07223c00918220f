import { useCallback, useEffect, useRef, useState } from 'react';
import type { PhoneView } from '../control/view.ts';
import { call } from './api/call.ts';
import { useLive } from './api/use-live.ts';
import { useText } from './text/text.tsx';

type Listed = { userId: string; name: string };

const key = 'simulator-phones';

/** The phones on the page: those of the address (?phones=a,b), else those of last time, else a first one. */
export function usePhones() {
  const { texts } = useText();
  const listed = useLive<Listed[]>('/phones', (change) => change.about === 'people');
  const [shown, setShown] = useState<string[]>(() => JSON.parse(localStorage.getItem(key) ?? '[]') as string[]);
  const [inFront, setInFront] = useState<string>();
  const started = useRef(false);

  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(shown));
  }, [shown]);

  const add = useCallback(async (name: string, friend: boolean) => {
    const { userId } = await call<PhoneView>('/phones', 'POST', { name, friend });
    setShown((before) => [...before.filter((one) => one !== userId), userId]);
    setInFront(userId);
  }, []);

  useEffect(() => {
    if (!listed || started.current) return;
    started.current = true;
    const asked = new URLSearchParams(location.search).get('phones')?.split(',').filter(Boolean) ?? [];
    const isEmpty = !shown.some((id) => listed.some((one) => one.userId === id));
    if (asked.length > 0) setShown([]);
    void addAll(asked.length === 0 && isEmpty ? [texts.firstPhone] : asked);

    async function addAll(names: string[]) {
      for (const name of names) await add(name, true);
      setInFront(undefined);
    }
  }, [listed, shown, texts, add]);

  const phones = shown.flatMap((id) => listed?.find((one) => one.userId === id) ?? []);
  return {
    phones,
    isLost: listed === undefined,
    inFront: phones.some((one) => one.userId === inFront) ? inFront : phones[0]?.userId,
    add,
    bringToFront: setInFront,
    putAway: (userId: string) => setShown((before) => before.filter((one) => one !== userId)),
  };
}
