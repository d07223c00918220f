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
      <TrainingPage />
    </TextProvider>
  );
}

/** The training page: phones side by side, and the trainer's panel if it is open. */
function TrainingPage() {
  const { texts, toggle } = useText();
  const page = usePhones();
  const [adding, setAdding] = useState(false);
  const [training, setTraining] = useState(false);

  return (
    <div className="training">
      <header className="training-bar">
        <div className="training-title">
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
      {page.phones.length > 1 && (
        <nav className="phone-tabs" aria-label={texts.title}>
          {page.phones.map((phone) => (
            <button
              key={phone.userId}
              type="button"
              aria-current={phone.userId === page.inFront}
              onClick={() => page.bringToFront(phone.userId)}
            >
              {phone.name}
            </button>
          ))}
        </nav>
      )}
      <div className="training-middle">
        <main className="phones">
          {page.phones.length === 0 && <p className="training-empty">{page.isLost ? texts.lost : texts.noPhones}</p>}
          {page.phones.map((phone) => (
            <Phone
              key={phone.userId}
              userId={phone.userId}
              inFront={phone.userId === page.inFront}
              onClose={() => page.putAway(phone.userId)}
            />
          ))}
        </main>
        {training && <TrainerPanel onClose={() => setTraining(false)} />}
      </div>
      {adding && (
        <AddPhone
          onClose={() => setAdding(false)}
          onAdd={async (name, friend) => {
            await page.add(name, friend);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}
