import { sql } from 'kysely';

export { sql };
