// Rejections of the outside's promises that nobody handles end a process, or are heard; those that the outside answers for are neither.
import rejecter from 'rejecter';

process.on('unhandledRejection', (error: Error) => { console.log('unhandled', error.message); });
process.on('rejectionHandled', () => { console.log('handled late'); });
void rejecter.afterValue(new Error('after a value'));
void rejecter.afterValues(new Error('after values'));
void rejecter.afterThenable(new Error('after a thenable'));
void rejecter.afterPromise(new Error('after a promise'));
void rejecter.answered(new Error('answered'));
void rejecter.answeredAfterThenable(new Error('answered after a thenable'));
void rejecter.answeredBefore(new Error('answered before'));
void rejecter.answeredByAwait(new Error('answered by await'));
void rejecter.cached();
new rejecter.keeper().keep(rejecter.afterValue(new Error('kept')));
const handled = rejecter.afterValue(new Error('handled'));
handled.catch((error: Error) => { console.log('caught', error.message); });
setTimeout(async () => {
  const late = rejecter.afterValue(new Error('late')) as Promise<void>;
  await new Promise((done) => { setTimeout(done, 5); });
  late.catch((error: Error) => { console.log('caught', error.message); });
  // Nobody listens any more.
  process.removeAllListeners('unhandledRejection');
  void rejecter.afterValue(new Error('the end'));
  setTimeout(() => { console.log('never'); }, 20);
}, 20);
