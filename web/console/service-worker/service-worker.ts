import { z } from 'zod';
import { cacheAppShell } from './app-shell.ts';
import { listenForPushes } from './push.ts';
import { sendOutboxInBackground } from './send-outbox.ts';
import { worker } from './worker.ts';

// The content security policy forbids code from strings.
z.config({ jitless: true });

// A new release takes over at once, so that new kinds of alarms are shown correctly.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
cacheAppShell(worker as never);
sendOutboxInBackground(worker as never);
listenForPushes();
