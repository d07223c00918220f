import type { StoredContent } from '../state.ts';
import { type Answer, LineFault, ok } from './answer.ts';
import type { Call, Operation } from './operation.ts';

const root = '/v2/bot/message/:messageId/content';

export const contentOperations: Operation[] = [
  { name: 'get-content', method: 'GET', path: root, play: getContent },
  { name: 'get-preview', method: 'GET', path: `${root}/preview`, play: getContent },
  {
    name: 'get-transcoding',
    method: 'GET',
    path: `${root}/transcoding`,
    play(call) {
      const isReady = getStored(call).readyAt <= call.world.clock.now();
      return ok({ status: isReady ? 'succeeded' : 'processing' });
    },
  },
];

/** The bytes; 202 while a video is prepared. The preview is the picture itself: the simulator does not shrink it. */
function getContent(call: Call): Answer {
  const content = getStored(call);
  if (content.readyAt > call.world.clock.now()) return { status: 202, body: {} };
  return { status: 200, body: content.bytes, headers: { 'content-type': content.contentType } };
}

// 404 also for a photo of another channel, one sent through LIFF (external), and one LINE has deleted meanwhile.
function getStored({ world, channel, params }: Call): StoredContent {
  const content = world.state.contents.get(params.messageId ?? '');
  if (!content || content.channelKey !== channel.key || content.endsAt <= world.clock.now())
    throw new LineFault(404, 'not found');
  if (content.unsent) throw new LineFault(410, 'The content is gone');
  return content;
}
