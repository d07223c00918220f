import '@fontsource/noto-sans-thai/400.css';
import '@fontsource/noto-sans-thai/600.css';
import '@fontsource/noto-sans-thai/700.css';
import './page.css';
import './sheet.css';
import './phone/phone.css';
import './phone/chat.css';
import './phone/entry.css';
import './phone/lock-screen.css';
import './message/message.css';
import './trainer/trainer.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const place = document.getElementById('page');
if (place) createRoot(place).render(<App />);
