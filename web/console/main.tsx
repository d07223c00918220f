import './ui/look/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import { startLanguage } from './text/language.ts';

// zod compiles its checks with `new Function` where it may; a strict content security policy forbids even the trying.
z.config({ jitless: true });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

await startLanguage();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
