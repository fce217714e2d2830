// Promises of import() that a package gets: what it finds in the modules is the program's, as if it had been handed over.
import { holder, lazy, register, take } from 'lazily';

void (async () => {
  const part = lazy(() => import('./imports-given-part.js'));
  console.log(await part(4));
  console.log(await part(6));
  console.log(await register(import('./imports-given-plug.js')));
  const two = lazy(async () => import('./imports-given-part.js'));
  console.log(await two(7));
  const mod = await import('./imports-given-part.js');
  console.log(take(mod));
  console.log(await register(import('./imports-given-broken.js')).catch((error) => `${error.name}: ${error.message}`));
  const missing: string = './nowhere.js';
  console.log(await register(import(missing)).catch((error) => error.code));
  const loads = { plugin: import('./imports-given-plug.js'), name: 'loads', ready() { return this.name; } };
  console.log(await register(loads.plugin), await holder(loads));
  try { await import('./imports-given-broken.js'); } catch (error) { console.log('again', error.message); }
})();
