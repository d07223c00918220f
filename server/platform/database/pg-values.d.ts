declare module 'pg/lib/utils.js' {
  /** A value of a statement as PostgreSQL reads it. */
  const driver: { prepareValue(value: unknown): string | Buffer | null };
  export default driver;
}
