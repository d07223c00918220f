// simulator-stands-alone
import '../server/platform/clock.ts';
