import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from './text/text.tsx';

/** A dialog that comes up over the phone or the page; Escape and the cross close it. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { texts } = useText();
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    sheet.current?.focus();
  }, []);
  return (
    <div className="sheet-back">
      <div
        className="sheet"
        role="dialog"
        aria-label={title}
        tabIndex={-1}
        ref={sheet}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      >
        <div className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="plain-icon" aria-label={texts.close} onClick={onClose}>
            <IconX aria-hidden />
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}
