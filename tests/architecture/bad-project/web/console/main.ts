// web-knows-only-contract, page-takes-features-by-their-index, console-and-citizen-are-apart, browser-code-touches-no-node
import 'node:fs';
import '../../server/platform/clock.ts';
import '../citizen/report-form.ts';
import './features/incident/queue.ts';
