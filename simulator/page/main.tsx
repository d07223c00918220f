import '@fontsource/noto-sans-thai/400.css';
import '@fontsource/noto-sans-thai/600.css';
import '@fontsource/noto-sans-thai/700.css';
import './page.css';
import './phone/phone.css';
import './message/message.css';
import './trainer/trainer.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const place = document.getElementById('page');
if (place) createRoot(place).render(<App />);
