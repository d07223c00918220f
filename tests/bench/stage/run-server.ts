// A server process of the benches: the demonstration's agencies, everything else as in production.
import { readConfig } from '../../../server/config.ts';
import { serve } from '../../../server/main.ts';

await serve(readConfig(process.env, 'demonstration'), () => {});
process.send?.('ready');
