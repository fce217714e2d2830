// Classes of the host that a package replaces by its own, in a call, in its own time, and gives back; and one of the program's.
import * as polyfill from 'polyfill';

const one: any = () => new Response('one');
const Saved = Response;

async function main(): Promise<void> {
  console.log(await one().text(), typeof one().shout, new AbortController().signal.aborted);
  polyfill.install();
  console.log(await one().shout(), one() instanceof Response, one() instanceof Saved, polyfill.reply('x') instanceof Response, Response === Saved, globalThis.Response === Response);
  console.log((new AbortController() as any).abort().abort().aborted, typeof AbortController.prototype.abort);
  polyfill.restore();
  console.log(typeof one().shout, Response === Saved, polyfill.reply('x') instanceof Response, new AbortController().signal.aborted);
  polyfill.later();
  await new Promise((done) => { setTimeout(done, 30); });
  console.log(await one().shout(), globalThis.Response === Saved);
  class Own { constructor(readonly text: unknown) {} shout(): string { return `own ${String(this.text)}`; } }
  (globalThis as any).Response = Own;
  console.log(one().shout(), one() instanceof Own, (Response as unknown) === Own);
}
void main();
