import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import {
  createJsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from '@fastify/type-provider-zod';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';
import { sendProblem } from './problem-response.ts';

/** 1 MB: the largest webhook or form we accept; LINE's own are far smaller. */
const BODY_LIMIT = 1_048_576;

/** A Fastify with what every route shares: safe headers, problem details, zod schemas, the OpenAPI description. */
export async function createHttpServer(
  log: Log,
  options: { https: boolean; mapOrigins: string[]; trustProxy: boolean },
): Promise<FastifyInstance> {
  const fastify = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy,
    // A log line per request would cost more than the webhook itself and could carry personal data.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: true,
    // What the router refuses before any route (an address it can't read) is answered like everything else.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.setErrorHandler(sendProblem);
  fastify.setNotFoundHandler((request, reply) => sendProblem(new AppError('request/not-found'), request, reply));
  await fastify.register(helmet, {
    // No inline script or style anywhere: what a stranger manages to write into a page must not run.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', ...options.mapOrigins],
        connectSrc: ["'self'", ...options.mapOrigins],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.https && { upgradeInsecureRequests: [] }),
      },
    },
    hsts: options.https,
    crossOriginEmbedderPolicy: false,
  });
  await fastify.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'ESS Help Me', version: '1' } },
    transform: createJsonSchemaTransform({}),
    // Shapes with a name (`meta({ id })`) stand once among the components.
    transformObject: jsonSchemaTransformObject,
  });
  return fastify;
}
