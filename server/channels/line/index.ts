export type { LineConfig } from './account.ts';
export { createLineChannel, type LineChannel } from './line-channel.ts';
export { findLongLabels } from './render/render-speech.ts';
