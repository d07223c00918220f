// `npm run serve`: production. Pages are built where that has not been done; everything else the environment says.
import { serveProduction } from '../server/main.ts';
import { buildPages } from './build-pages.ts';

await buildPages({ onlyMissing: true });
await serveProduction(process.env);
