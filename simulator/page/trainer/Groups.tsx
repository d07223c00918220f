import { type FormEvent, useState } from 'react';
import { call } from '../api/call.ts';
import { useLive } from '../api/use-live.ts';
import { useText } from '../text/text.tsx';

type Group = { id: string; name: string; channelKey?: string; memberIds: string[] };
type Person = { userId: string; name: string };

/** Group chats of officers: make one, bring an account in, take people out. */
export function Groups() {
  const { texts } = useText();
  const about = (change: { about: string }) => change.about === 'phone' || change.about === 'people';
  const groups = useLive<Group[]>('/groups', about) ?? [];
  const people = useLive<Person[]>('/phones', about) ?? [];
  const accounts = useLive<{ key: string; displayName: string }[]>('/channels', about) ?? [];
  const [problem, setProblem] = useState('');

  function change(group: Group, body: Record<string, string>) {
    setProblem('');
    call(`/groups/${group.id}/changes`, 'POST', body).catch((error: Error) => setProblem(error.message));
  }

  return (
    <div className="stack">
      <NewGroup people={people} />
      {problem && <p className="warning">{problem}</p>}
      {groups.length === 0 && <p className="hint">{texts.noGroups}</p>}
      {groups.map((group) => (
        <fieldset key={group.id}>
          <legend>{group.name}</legend>
          <p className="log-actions">
            {group.channelKey === undefined ? (
              accounts.map((account) => (
                <button
                  key={account.key}
                  type="button"
                  onClick={() => change(group, { do: 'invite-account', channel: account.key })}
                >
                  {texts.invite} {account.displayName}
                </button>
              ))
            ) : (
              <button type="button" onClick={() => change(group, { do: 'remove-account' })}>
                {texts.remove} {accounts.find((account) => account.key === group.channelKey)?.displayName}
              </button>
            )}
          </p>
          {people.map(({ userId, name }) => (
            <label key={userId} className="check">
              <input
                type="checkbox"
                checked={group.memberIds.includes(userId)}
                onChange={(event) =>
                  change(group, { do: event.target.checked ? 'add-member' : 'remove-member', userId })
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function NewGroup({ people }: { people: Person[] }) {
  const { texts } = useText();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);

  function submit(event: FormEvent) {
    event.preventDefault();
    void call('/groups', 'POST', { name, userIds: chosen }).then(() => setName(''));
  }

  return (
    <form onSubmit={submit} className="stack">
      <label className="field">
        {texts.groupName}
        <input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </label>
      <fieldset>
        <legend>{texts.members}</legend>
        {people.map(({ userId, name: personName }) => (
          <label key={userId} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(userId)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, userId] : chosen.filter((id) => id !== userId))
              }
            />
            {personName}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="primary" disabled={name.trim() === '' || chosen.length === 0}>
        {texts.newGroup}
      </button>
    </form>
  );
}
