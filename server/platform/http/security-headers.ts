import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What our pages may ask of the device: a position for the report page, and passkeys. Nothing else, nobody else. */
const PERMISSIONS_POLICY = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking', 'browsing-topics'],
]
  .map((feature) => `${feature}=()`)
  .concat(
    ['fullscreen', 'geolocation', 'publickey-credentials-create', 'publickey-credentials-get'].map(
      (f) => `${f}=(self)`,
    ),
  )
  .join(', ');

/** Headers of every answer but the webhooks': LINE is no browser, and working them out costs as much as the signature. */
export async function addSecurityHeaders(
  fastify: FastifyInstance,
  { https, mapOrigins }: { https: boolean; mapOrigins: string[] },
): Promise<void> {
  await fastify.register(helmet, {
    // No inline script or style anywhere: what a stranger manages to write into a page must not run.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', ...mapOrigins],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'", ...mapOrigins],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    // Two years, as browsers' lists of https-only sites ask for.
    hsts: https && { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.isNeverLimited) return;
    reply.header('permissions-policy', PERMISSIONS_POLICY);
    // Answers hold who is in danger where: no cache keeps them, not even the browser's own behind the back button.
    // Once by the route that was found (`/%61pi/` leads to it too), once by the address of what was not.
    const addresses = [request.routeOptions.url, request.url];
    if (addresses.some((address) => address?.startsWith('/api/'))) reply.header('cache-control', 'no-store');
  });
}
