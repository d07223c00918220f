import { IconAdjustmentsHorizontal, IconDeviceMobilePlus, IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { AddPhone } from './AddPhone.tsx';
import { Phone } from './phone/Phone.tsx';
import { TextProvider, useText } from './text/text.tsx';
import { TrainerPanel } from './trainer/TrainerPanel.tsx';
import { usePhones } from './use-phones.ts';

export function App() {
  return (
    <TextProvider>
      <Desk />
    </TextProvider>
  );
}

/** The training desk: phones side by side, and the trainer's panel when it is wanted. */
function Desk() {
  const { texts, toggle } = useText();
  const desk = usePhones();
  const [adding, setAdding] = useState(false);
  const [training, setTraining] = useState(false);

  return (
    <div className="desk">
      <header className="desk-bar">
        <div className="desk-title">
          <h1>{texts.title}</h1>
          <p>{texts.subtitle}</p>
        </div>
        <button type="button" onClick={() => setAdding(true)}>
          <IconDeviceMobilePlus aria-hidden /> <span>{texts.addPhone}</span>
        </button>
        <button type="button" aria-pressed={training} onClick={() => setTraining(!training)}>
          <IconAdjustmentsHorizontal aria-hidden /> <span>{texts.trainer}</span>
        </button>
        <button type="button" onClick={toggle}>
          <IconLanguage aria-hidden /> <span>{texts.language}</span>
        </button>
      </header>
      {desk.phones.length > 1 && (
        <nav className="phone-tabs" aria-label={texts.title}>
          {desk.phones.map((phone) => (
            <button
              key={phone.userId}
              type="button"
              aria-current={phone.userId === desk.inFront}
              onClick={() => desk.bringToFront(phone.userId)}
            >
              {phone.name}
            </button>
          ))}
        </nav>
      )}
      <div className="desk-middle">
        <main className="phones">
          {desk.phones.length === 0 && <p className="desk-empty">{desk.isLost ? texts.lost : texts.noPhones}</p>}
          {desk.phones.map((phone) => (
            <Phone
              key={phone.userId}
              userId={phone.userId}
              inFront={phone.userId === desk.inFront}
              onClose={() => desk.putAway(phone.userId)}
            />
          ))}
        </main>
        {training && <TrainerPanel onClose={() => setTraining(false)} />}
      </div>
      {adding && (
        <AddPhone
          onClose={() => setAdding(false)}
          onAdd={async (name, friend) => {
            await desk.add(name, friend);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}
