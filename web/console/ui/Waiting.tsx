import { Loader } from '@mantine/core';

/** A loading indicator, for screen readers as well. */
export function Waiting({ label, className }: { label: string; className?: string | undefined }) {
  return (
    <div role="status" className={className}>
      <span className="visually-hidden">{label}</span>
      <Loader aria-hidden />
    </div>
  );
}
