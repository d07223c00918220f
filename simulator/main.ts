import { fileURLToPath } from 'node:url';
import { readOptions } from './options.ts';
import { createSimulator } from './simulator.ts';

const options = readOptions(process.argv.slice(2), process.env);
const simulator = createSimulator({
  ...options,
  pageFolder: fileURLToPath(new URL('../dist/simulator', import.meta.url)),
});
const url = await simulator.start();
console.log(`LINE simulator: ${url}`);
for (const { webhookUrl, key } of options.channels ?? []) console.log(`  ${key} account → ${webhookUrl}`);

// 'disconnect' comes when the process that forked this one is gone, also by SIGKILL.
for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
  process.once(end, () => {
    void simulator.stop().then(() => process.exit(0));
  });
