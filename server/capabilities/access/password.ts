import { hash, verify } from '@node-rs/argon2';

/** OWASP's password storage cheat sheet: argon2id (this package's default) with 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash including its salt and costs, computed off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** True when the password matches the hash. NFKC, so that the same Thai text from two keyboards is the same password. */
export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFKC'));
}

/** True for a hash by another algorithm or at other costs: it is replaced at the next sign-in. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost, parallelism } = COST;
  return !hashed.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
