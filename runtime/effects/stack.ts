// Error.stack: frames of the recorder are hidden, positions are those of the TypeScript source where Node maps them, and
// a replay leaves out what lies below a call-in, since the host's frames there are its own.
import { findSourceMap } from 'node:module';
import { pathToFileURL } from 'node:url';
import { noteStackFormatter } from '../error-stacks.js';
import { apply, getOwnPropertyDescriptor } from '../natives.js';
import { own, pathOf } from '../program.js';

const ownUrl = pathToFileURL(own).href;
const errorText = Error.prototype.toString;

/** Formats stacks as Node does. A program that sets `Error.prepareStackTrace` gets its own way, as ever. */
export function installStacks(replaying: boolean): void {
  Error.prepareStackTrace = (error, frames) => {
    const own = frames.map((frame, i) => isOwn(frame.getFileName()) || isEntrance(frame, frames[i + 1]));
    // What made the error may be one of reprise's: the program called what is no function.
    const last = replaying ? own.lastIndexOf(true) : -1;
    const shown = frames.filter((_frame, i) => !own[i] && (last < own.indexOf(false) || i < last));
    return [heading(error), ...shown.map((frame) => `    at ${position(frame)}`)].join('\n');
  };
  noteStackFormatter();
}

/** Whether a script is one of reprise. */
export function isOwn(file: string | null | undefined): boolean {
  return typeof file === 'string' && (file.startsWith(own) || file.startsWith(ownUrl));
}

/** The frame through which the recorder enters the context of an annotated function. */
function isEntrance(frame: NodeJS.CallSite, below: NodeJS.CallSite | undefined): boolean {
  return frame.getFunctionName() === 'run' && /async_hooks|async_local_storage/.test(frame.getFileName() ?? '') && isOwn(below?.getFileName());
}

/** The first line: Node puts the code of its own errors there, which is a property of theirs. To look for another may be a crossing, which V8 makes none of. */
function heading(error: Error): string {
  try {
    const code: unknown = getOwnPropertyDescriptor(error, 'code')?.value;
    const own = typeof code === 'string' && code.startsWith('ERR_') && error.toString !== Error.prototype.toString;
    // An AssertionError has it in its name while its stack is made.
    return own && !error.name.endsWith(`[${code}]`) ? `${error.name} [${code}]: ${error.message}` : apply(errorText, error, []);
  } catch {
    return '<error>';
  }
}

/** What the outside calls a function of the program on is a proxy here, of which V8 names no other class. */
function withoutProxy(text: string): string {
  return text.replace(/^(async )?Proxy\.(?:<anonymous> \((.*)\)$)?/, (_whole, later: string | undefined, place: string | undefined) => `${later ?? ''}${place ?? ''}`);
}

function position(frame: NodeJS.CallSite): string {
  const text = withoutProxy(frame.toString());
  const file = frame.getFileName();
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  if (process.sourceMapsEnabled !== true || typeof file !== 'string' || line === null || column === null || file.startsWith('node:')) return text;
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalLine' in entry)) return text;
  const source = pathOf(entry.originalSource);
  const built = `${file}:${line}:${column}`;
  const mapped = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  // Of functions without a name Node says so where it maps the place, and V8 does not.
  return text === built ? `<anonymous> (${mapped})` : text === `async ${built}` ? `async <anonymous> (${mapped})` : text.replace(built, () => mapped);
}
