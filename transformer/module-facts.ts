// What a module's table says beside what the plan found in the source.

/** Facts about the file that a printer puts into the module's table. */
export interface ModuleFacts {
  /** Version of this package. */
  readonly version: string;
  /** Digest of the plugin options that shape the output. */
  readonly options: string;
  /** Path relative to the file's package. */
  readonly file: string;
  /** First 16 hexadecimal digits of the SHA-256 of the source text. */
  readonly hash: string;
}
