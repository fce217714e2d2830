// Errors of planning know an offset; the plugin, which knows the file, makes them errors of the tool.

/** A place in a file that cannot be instrumented. */
export class ErrorAt extends Error {
  constructor(readonly offset: number, message: string) {
    super(message);
  }
}
