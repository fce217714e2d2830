// Emitters of the program on which nobody listened before a package does, in its own time.
import { EventEmitter } from 'node:events';
import { answerLater, joinLater, joinSoon } from 'joiner';

class Bus extends EventEmitter { readonly name = 'bus'; }
const heard = (what: string) => (n: number): void => { console.log(what, n, Date.now() > 0); };
const [later, twice, soon, asked] = [new EventEmitter(), new Bus(), new Bus(), new EventEmitter()];
joinLater(later, heard('later'));
joinLater(twice, heard('first'), heard('second'));
void joinSoon(soon, heard('soon'));
answerLater(asked);
setTimeout(() => {
  for (const emitter of [later, twice, soon]) console.log(emitter.emit('said', 1), emitter.emit('said', 2), emitter.listenerCount('said'), emitter.eventNames().join());
  asked.emit('asked', 1, (n: number) => { console.log('answer', n, Math.random() < 2); });
}, 30);
