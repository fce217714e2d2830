// A recorder that tells a watch for leaks which side runs. A class of its own, so that nobody pays for it who does not ask.
import { CallInRecording } from './call-in-recording.js';
import { CrossingRecording } from './crossing-recording.js';
import { LeakWatch } from './leak-watch.js';
import { Recorder } from './recorder.js';

class WatchedCallIns extends CallInRecording {
  constructor(recorder: Recorder, private readonly watch: LeakWatch) {
    super(recorder);
  }

  override call(...args: Parameters<CallInRecording['call']>): unknown {
    return this.watch.program(() => super.call(...args));
  }
}

class WatchedCrossings extends CrossingRecording {
  constructor(recorder: Recorder, private readonly watch: LeakWatch) {
    super(recorder);
  }

  override cross(...args: Parameters<CrossingRecording['cross']>): unknown {
    return this.watch.outside(() => super.cross(...args));
  }

  override construct(...args: Parameters<CrossingRecording['construct']>): unknown {
    return this.watch.outside(() => super.construct(...args));
  }

  override recorded(...args: Parameters<CrossingRecording['recorded']>): unknown {
    return this.watch.outside(() => super.recorded(...args));
  }
}

/** Records, and watches for leaks. */
export class LeakRecorder extends Recorder {
  readonly watch = new LeakWatch(this.sites);
  override readonly crossings: CrossingRecording = new WatchedCrossings(this, this.watch);
  override readonly callIns: CallInRecording = new WatchedCallIns(this, this.watch);

  /** Notes what was found so far: when the run ends, and when it may be about to. */
  override ending(): void {
    super.ending();
    const leaks = this.watch.found();
    this.note((writer) => { writer.leaks(leaks); });
  }
}
