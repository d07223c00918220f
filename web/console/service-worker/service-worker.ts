import { z } from 'zod';
import { keepAppShell } from './app-shell.ts';
import { listenForPushes } from './push.ts';
import { sendOutboxInBackground } from './send-outbox.ts';
import { worker } from './worker.ts';

// The page's policy forbids making code of words; so does ours.
z.config({ jitless: true });

// A new release takes over at once: an old one must not show tomorrow's alarms in yesterday's words.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
keepAppShell(worker as never);
sendOutboxInBackground(worker as never);
listenForPushes();
