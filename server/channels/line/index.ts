export type { LineConfig } from './account.ts';
export { describeFindings } from './describe-findings.ts';
export { retryParkedEvents } from './inbox/store-inbox.ts';
export { createLineChannel, type LineChannel } from './line-channel.ts';
export { showScreen } from './render/show-screen.ts';
export { setUpLine } from './set-up-line.ts';
