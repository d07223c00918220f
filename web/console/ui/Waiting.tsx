import { Loader } from '@mantine/core';

/** Something is on its way; said to a screen reader as well. */
export function Waiting({ label, className }: { label: string; className?: string | undefined }) {
  return (
    <div role="status" className={className}>
      <span className="visually-hidden">{label}</span>
      <Loader aria-hidden />
    </div>
  );
}
