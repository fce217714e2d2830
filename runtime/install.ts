// What recording and replaying share: the roots that effects serve.
import { installBuffers } from './effects/buffers.js';
import { installCallbackify } from './effects/callbackify.js';
import { installCloning } from './effects/cloning.js';
import { installConsole } from './effects/console.js';
import { installDate } from './effects/date.js';
import { installDirectory } from './effects/directory.js';
import { installEnvironment } from './effects/environment.js';
import { installGlobalThis } from './effects/global-this.js';
import { installInspection } from './effects/inspection.js';
import { installIntl } from './effects/intl.js';
import type { Engine } from './effects/leaf.js';
import { installNumbers } from './effects/numbers.js';
import { installProcessEvents } from './effects/process-events.js';
import { installProxyTest, installRigidity } from './effects/rigidity.js';
import { installSharedMemory } from './effects/shared-memory.js';
import { installStacks } from './effects/stack.js';
import { installTicks } from './effects/ticks.js';
import { installTimerPromises } from './effects/timer-promises.js';
import { installUuid } from './effects/uuid.js';
import { seeThroughWrappers } from './function-text.js';
import { programOf } from './identity.js';
import { installRequires } from './program-requires.js';
import { setRootFactory } from './roots.js';
import { setInspector } from './standin-targets.js';

/** Sets the roots up. */
export function install(engine: Engine, nativeTick: typeof process.nextTick): void {
  setRootFactory((path, real) => engine.root(path, real));
  setInspector(engine.crossings);
  seeThroughWrappers((fn) => programOf.get(fn));
  installStacks(engine.replaying);
  installGlobalThis(engine);
  installBuffers();
  installCloning();
  installDate(engine);
  installNumbers(engine);
  installUuid(engine);
  installIntl(engine);
  installEnvironment(engine);
  installDirectory(engine);
  installConsole(engine);
  installInspection(engine);
  installCallbackify(engine);
  installRigidity();
  installProxyTest();
  installSharedMemory();
  installTimerPromises(engine);
  installTicks(engine, nativeTick);
  installProcessEvents(engine);
  installRequires(engine);
}
