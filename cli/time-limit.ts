// Runs that take too long: a deadlock fails no other way.
import type { ChildProcess } from 'node:child_process';
import { exit } from './spec.js';
import type { Ended } from './launch.js';

/** Milliseconds that a program has to end after SIGTERM. */
const GRACE = 2_000;
/** What `timeout` says of a command that it ended. */
const TIMED_OUT = 124;

/** The longest limit, in seconds: timers count milliseconds in 31 bits. */
export const LONGEST = 2_147_483;

/** Ends one run that takes too long: by SIGTERM, then by SIGKILL. */
export class TimeLimit {
  /** Whether the run was ended. */
  over = false;

  /** @param seconds - undefined for no limit */
  constructor(private readonly seconds: number | undefined) {}

  watch(child: ChildProcess): void {
    if (this.seconds === undefined) return;
    let timer = setTimeout(() => {
      this.over = true;
      child.kill('SIGTERM');
      timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
    }, this.seconds * 1000);
    child.once('close', () => { clearTimeout(timer); });
  }

  /** The end of that run; if it went well once it was asked to stop, it failed all the same: 124, as with `timeout`. */
  end(ended: Ended): Ended {
    return this.over && ended.code === 0 ? exit(TIMED_OUT) : ended;
  }
}
