import { hash, verify } from '@node-rs/argon2';

/** OWASP's password storage cheat sheet: argon2id (this package's default) with 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash with its salt and costs in it, made off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** True when the password belongs to the hash. NFKC, so that Thai typed on two keyboards is one password. */
export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFKC'));
}

/** True for a hash of another way or of a lower cost than today's: it is made anew at the next sign-in. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost, parallelism } = COST;
  return !hashed.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
