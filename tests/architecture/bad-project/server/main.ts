// only-app-knows-every-part, imports-resolve, packages-are-declared, tests-stay-out-of-production
import './capabilities/incident/index.ts';
import './nowhere.ts';
import 'fastify';
import './main.test.ts';
