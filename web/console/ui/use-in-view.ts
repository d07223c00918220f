import { type RefCallback, useCallback, useRef } from 'react';

/** A ref for an element; `onSeen` is called whenever it (nearly) comes into view. */
export function useInView(onSeen: () => void): RefCallback<Element> {
  const latest = useRef(onSeen);
  latest.current = onSeen;
  return useCallback((element: Element | null) => {
    if (!element) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
}
