// The real server as a process of its own, for tests that kill it: the demonstration, configured by the environment alone.
import { flushCompileCache } from 'node:module';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/main.ts';

await serve(readConfig(process.env, 'demonstration'), () => {});
// It will be killed, and writes nothing then.
flushCompileCache();
