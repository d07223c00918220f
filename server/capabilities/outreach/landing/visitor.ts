/** Who fetches a page: a person, an app that shows what a link leads to, or a program that says so. */
export type Visitor = 'person' | 'preview' | 'bot';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Apps that fetch a link when it is sent, LINE's own first, and browsers that fetch ahead. */
const PREVIEW =
  /line-?poker|facebookexternalhit|facebot|twitterbot|whatsapp|telegrambot|slackbot|slack-imgproxy|discordbot|linkedinbot|pinterestbot|skypeuripreview|viber|iframely|embedly|preview/i;
const BOT =
  /bot\b|bot[/;)]|crawl|spider|slurp|curl|wget|python|java\/|okhttp|go-http|node-fetch|undici|axios|headless|phantom|puppeteer|playwright|lighthouse|monitor|uptime|scan(ner)?\b|libwww|httpclient|http_request/i;

/** HEAD and prefetching count as previews; without a name it is a program. */
export function visitorOf(method: string, headers: Headers): Visitor {
  const agent = String(headers['user-agent'] ?? '');
  const purpose = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].map((name) => String(headers[name] ?? ''));
  if (method === 'HEAD' || purpose.some((one) => /prefetch|preview|prerender/i.test(one))) return 'preview';
  if (PREVIEW.test(agent)) return 'preview';
  return agent === '' || BOT.test(agent) ? 'bot' : 'person';
}
