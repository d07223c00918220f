/** With what Node is started that serves until it is stopped. */
declare const SERVER_FLAGS: readonly string[];

export { SERVER_FLAGS };
