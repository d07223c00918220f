// `npm run build`: the pages that browsers load, into dist/. The server itself is not built: Node runs its TypeScript.
import { buildPages } from './build-pages.ts';

await buildPages();
console.log('the pages in dist/ are up to date');
