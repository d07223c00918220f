import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from '../../changes.ts';
import { call } from './call.ts';

type Listener = (change: Change | 'all') => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

// One stream for the whole page: browsers allow only six connections to one address.
function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (!source) {
    source = new EventSource('/simulator/live');
    source.onmessage = (event) => notifyListeners(JSON.parse(String(event.data)) as Change);
    // Anything may have changed while the connection was down.
    source.onopen = () => notifyListeners('all');
  }
  return () => {
    listeners.delete(listener);
  };
}

function notifyListeners(change: Change | 'all') {
  for (const listener of listeners) listener(change);
}

/** The data at `path`, fetched again whenever the simulator says that it changed. */
export function useLive<T>(path: string | undefined, concerns: (change: Change) => boolean): T | undefined {
  const [value, setValue] = useState<T>();
  const latest = useRef(0);
  const question = useRef(concerns);
  question.current = concerns;
  const load = useCallback(async () => {
    if (path === undefined) return;
    latest.current += 1;
    const turn = latest.current;
    const answer = await call<T>(path).catch(() => undefined);
    // A slow older answer must not overwrite a newer one.
    if (turn === latest.current) setValue(answer);
  }, [path]);

  useEffect(() => {
    void load();
    return listen((change) => {
      if (change === 'all' || question.current(change)) void load();
    });
  }, [load]);
  return value;
}
