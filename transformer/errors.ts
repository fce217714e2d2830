// Errors of planning know an offset; `located`, which knows the file, makes them errors of the tool.

/** Number of the diagnostic for a file or an option that is an error. */
export const FAILURE_NUMBER = 990_000;

/** Number of the diagnostic for a CommonJS file with a function `require` of its own. */
export const OWN_REQUIRE = 990_017;

/** A place in a file that cannot be instrumented. */
export class ErrorAt extends Error {
  /** @param number - that of the diagnostic */
  constructor(readonly offset: number, message: string, readonly number: number = FAILURE_NUMBER) {
    super(message);
  }
}
