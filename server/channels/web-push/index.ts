export { keepVapidKeys, type VapidKeys } from './keep-vapid-keys.ts';
export { createWebPush, type PushOutcome, type Subscription, type WebPush } from './web-push.ts';
