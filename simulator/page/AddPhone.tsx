import { type FormEvent, useState } from 'react';
import { Sheet } from './Sheet.tsx';
import { useText } from './text/text.tsx';

type Props = { onClose: () => void; onAdd: (name: string, friend: boolean) => Promise<void> };

export function AddPhone({ onClose, onAdd }: Props) {
  const { texts } = useText();
  const [name, setName] = useState('');
  const [friend, setFriend] = useState(true);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== '') void onAdd(name.trim(), friend);
  }

  return (
    <div className="page-sheet">
      <Sheet title={texts.addPhone} onClose={onClose}>
        <form onSubmit={submit} className="stack">
          <label className="field">
            {texts.phoneName}
            <input value={name} onChange={(event) => setName(event.target.value)} maxLength={40} autoComplete="off" />
            <small>{texts.newPhoneHint}</small>
          </label>
          <label className="check">
            <input type="checkbox" checked={friend} onChange={(event) => setFriend(event.target.checked)} />
            {texts.alreadyFriend}
          </label>
          <button type="submit" className="primary" disabled={name.trim() === ''}>
            {texts.add}
          </button>
        </form>
      </Sheet>
    </div>
  );
}
