// A recorder that tells a watch for leaks which side runs. A class of its own, so that nobody pays for it who does not ask.
import { CallInRecording } from './call-in-recording.js';
import { LeakWatch } from './leak-watch.js';
import { Recorder } from './recorder.js';
import type { Crosser } from './standin.js';

class WatchedCallIns extends CallInRecording {
  constructor(recorder: Recorder, private readonly watch: LeakWatch) {
    super(recorder);
  }

  override call(...args: Parameters<CallInRecording['call']>): unknown {
    return this.watch.program(() => super.call(...args));
  }
}

export class LeakRecorder extends Recorder {
  readonly watch = new LeakWatch(this.sites);
  override readonly callIns: CallInRecording = new WatchedCallIns(this, this.watch);

  override cross(...args: Parameters<Crosser['cross']>): unknown {
    return this.watch.outside(() => super.cross(...args));
  }

  override construct(...args: Parameters<Crosser['construct']>): unknown {
    return this.watch.outside(() => super.construct(...args));
  }

  override recorded(...args: Parameters<Recorder['recorded']>): unknown {
    return this.watch.outside(() => super.recorded(...args));
  }

  /** Notes what was found so far: when the run ends, and when it may be about to. */
  override ending(): void {
    super.ending();
    const leaks = this.watch.found();
    this.note((writer) => { writer.leaks(leaks); });
  }
}
