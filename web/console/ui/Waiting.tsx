import { Loader } from '@mantine/core';

/** Something is on its way; said to a screen reader as well. */
export function Waiting({ words, className }: { words: string; className?: string | undefined }) {
  return (
    <div role="status" className={className}>
      <span className="only-for-ears">{words}</span>
      <Loader aria-hidden />
    </div>
  );
}
